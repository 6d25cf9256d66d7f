using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.8 and 6.9: protection and runs that end early or overlap.</summary>
public sealed class ProtectionStopTests
{
    [Fact]
    public void Two_concurrent_runs_delete_no_protected_droplet()
    {
        World world = ProtectionTests.Protecting("db-1", "db-1");
        DigitalOceanProvider first = world.NewProvider(world.NewNetwork());
        DigitalOceanProvider second = world.NewProvider(world.NewNetwork());

        CloudProviderException?[] failures = world.Time.Run(() => Task.WhenAll(FailureAsync(first), FailureAsync(second)));

        world.Live().Should().Equal("staging-db-1", "staging-db-1");
        world.PlanFails().Problems.Should()
            .ContainSingle(p => p.Code == ErrorCodes.Refused && p.Hint!.Contains("infra unprotect", StringComparison.Ordinal));
        HostOutcome duplicate = failures.OfType<CloudProviderException>()
            .Should().ContainSingle("one of them made what is billed twice").Which
            .Report!.Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Failed).Which;
        (duplicate.Name, duplicate.Code).Should().Be(("db-1", ErrorCodes.Refused));
        duplicate.Id.Should().Be(world.Cloud.Droplets.Max(d => d.Id).Machine());

        async Task<CloudProviderException?> FailureAsync(DigitalOceanProvider provider)
        {
            try
            {
                await world.UpAsync(provider);
                return null;
            }
            catch (CloudProviderException e)
            {
                return e;
            }
        }
    }

    [Fact]
    public void A_run_stopped_after_a_protection_was_sent_reports_the_actual_state()
    {
        World world = ProtectionTests.Protecting("db-1", "app-1", "db-1");
        long id = world.Ours("db-1").Id;
        using CancellationTokenSource stop = new();
        world.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/resources", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(world.Plan(), stop.Token));

        failure.Report!.IsInterrupted.Should().BeTrue();
        failure.Report.Hosts.Select(h => (h.Name, h.Kind, h.Id.Number()))
            .Should().Equal(("app-1", OutcomeKind.Skipped, null), ("db-1", OutcomeKind.Updated, id));
        world.Live().Should().Equal("staging-db-1");
    }

    /// <summary>Spec 6.8: a protection that was sent is unknown if no read shows it, and done by this run otherwise.</summary>
    [Theory]
    [InlineData(Fault.LateCommit, OutcomeKind.Unknown)]
    [InlineData(Fault.ResetAfter, OutcomeKind.Updated)]
    public void A_run_stopped_without_a_response_does_not_report_the_protection_as_not_sent(Fault fault, OutcomeKind outcome)
    {
        World world = ProtectionTests.Protecting("db-1", "db-1");
        world.Ours("db-1");
        InfraPlan plan = world.Plan();
        using CancellationTokenSource stop = new();
        bool IsAttach(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/resources", StringComparison.Ordinal);
        world.Network.Choose = (request, _) => IsAttach(request) ? fault : Fault.None;
        world.Network.Before = request =>
        {
            if (IsAttach(request))
            {
                stop.Cancel();
            }
        };

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan, stop.Token));

        failure.Report!.IsInterrupted.Should().BeTrue();
        failure.Report.Hosts.Should().ContainSingle().Which.Kind.Should().Be(outcome);
    }

    [Fact]
    public void A_run_stopped_before_the_protection_was_sent_reports_nothing()
    {
        World world = ProtectionTests.Protecting("db-1", "db-1");
        world.Ours("db-1");
        InfraPlan plan = world.Plan();
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Action act = () => world.Apply(plan, stop.Token);

        act.Should().Throw<OperationCanceledException>();
        world.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_cannot_begin_reports_the_protected_hosts()
    {
        World world = ProtectionTests.Protecting("db-1", "app-1", "db-1");
        world.Ours("db-1");
        InfraPlan plan = world.Plan();
        world.Network.Choose = (request, _) =>
            request.Method == HttpMethod.Get && world.Events.Of<HostUpdated>().Any() ? Fault.Forbidden : Fault.None;

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().Equal(
            ("app-1", OutcomeKind.Failed, ErrorCodes.Forbidden), ("db-1", OutcomeKind.Updated, null));
    }
}
