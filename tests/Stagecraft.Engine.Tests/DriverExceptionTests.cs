using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec interface.md 8.13.</summary>
public sealed class DriverExceptionTests
{
    private const string Secret = "the-secret";

    private readonly MemoryRuns _runs = new(new() { Facts = new() { MachinesPerCreate = 1 } });

    [Fact]
    public void A_create_that_throws_does_not_stop_the_other_hosts()
    {
        DeclaredConfig config = Config("app-1", "app-2", "db-1");

        CloudProviderException failure = Fails(config, _runs.Plan(config), r => r.Order?.Hosts[0].Name == "app-2");

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(
            ("app-1", OutcomeKind.Created), ("app-2", OutcomeKind.Failed), ("db-1", OutcomeKind.Created));
        HasNoSecret(failure);
    }

    [Fact]
    public void A_create_that_throws_is_unclear()
    {
        DeclaredConfig config = Config("app-1");
        EventLog events = new();

        Fails(config, _runs.Plan(config), r => r.Order is not null, events);

        events.Of<HostCreateIndeterminate>().First().Message.Should()
            .Be("API error: the driver failed in CreateAsync: InvalidOperationException");
    }

    [Fact]
    public void A_delete_that_throws_does_not_stop_the_other_hosts()
    {
        DeclaredConfig config = Config("app-1", "app-2");
        _runs.Apply(config, _runs.Plan(config));
        ResourceId broken = _runs.Cloud.Existing.First().Id;

        CloudProviderException failure = Fails(
            config, _runs.Plan(config, PlanIntent.Down), r => r.Kind == MemoryRequestKind.Delete && r.Ids.Contains(broken));

        failure.Report!.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(
            ("app-1", OutcomeKind.Failed), ("app-2", OutcomeKind.Deleted));
        failure.Report.Hosts[0].Message.Should().Contain("the driver failed in DeleteAsync: InvalidOperationException");
        HasNoSecret(failure);
    }

    [Fact]
    public void An_update_that_throws_is_reported()
    {
        DeclaredConfig config = Config("app-1");
        _runs.Apply(config, _runs.Plan(config));
        DeclaredConfig protecting = _runs.Config(MemoryRuns.Host("app-1") with { IsProtected = true });

        CloudProviderException failure = Fails(protecting, _runs.Plan(protecting), r => r.Kind == MemoryRequestKind.Update);

        failure.Report!.Hosts.Single().Kind.Should().Be(OutcomeKind.Failed);
        HasNoSecret(failure);
    }

    [Fact]
    public void A_read_that_throws_is_a_provider_exception()
    {
        DeclaredConfig config = Config("app-1");

        Action plan = () => _runs.Plan(config, link: new Throwing(_ => true));
        CloudProviderException failure = plan.Should().Throw<CloudProviderException>().Which;

        failure.Code.Should().Be(ErrorCodes.ApiError);
        failure.Message.Should().Be("memory provider: API error: the driver failed in ReadAsync: InvalidOperationException");
        HasNoSecret(failure);
    }

    [Fact]
    public void Two_machines_with_one_id_are_an_error()
    {
        _runs.Cloud.Create("staging-app-1", "north", "small", World.OurTags("app-1"), isBooted: true);
        _runs.Cloud.Copy(_runs.Cloud.All[0], "copy");

        CloudProviderException failure = _runs.Invoking(r => r.Plan("app-1")).Should().Throw<CloudProviderException>().Which;

        failure.Code.Should().Be(ErrorCodes.ApiError);
        failure.Message.Should().Be($"memory provider: API error: two machines have the id '{_runs.Cloud.All[0].Id}'");
    }

    private DeclaredConfig Config(params string[] hosts) => _runs.Config([.. hosts.Select(MemoryRuns.Host)]);

    private CloudProviderException Fails(
        DeclaredConfig config, InfraPlan plan, Func<MemoryRequest, bool> throws, EventLog? events = null) =>
        _runs.Invoking(r => r.Apply(config, plan, new Throwing(throws), events)).Should().Throw<CloudProviderException>().Which;

    private static void HasNoSecret(CloudProviderException failure) =>
        (failure + string.Concat(failure.Report?.Hosts ?? [])).Should().NotContain(Secret);

    private sealed class Throwing(Func<MemoryRequest, bool> throws) : MemoryLink
    {
        public override MemoryFault Choose(MemoryRequest request) =>
            throws(request) ? throw new InvalidOperationException(Secret) : MemoryFault.None;
    }
}
