using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.3 and 6.8: runs that end early.</summary>
public sealed class StopTests
{
    [Fact]
    public void A_token_revoked_during_a_run_ends_it_with_a_report_of_what_exists()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        bool created = false;
        world.Network.Before = request =>
        {
            if (created)
            {
                request.Headers.Authorization = null;
            }

            created |= request.Method == HttpMethod.Post;
        };

        CloudProviderException failure = world.UpFails();

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Single().Should().Match<HostOutcome>(h => h.Code == ErrorCodes.Unauthorized && h.Id != null);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.06)]
    public void A_run_stopped_before_it_sent_anything_is_only_canceled(double seconds)
    {
        World world = new();
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(seconds), world.Time);

        Action run = () => world.Time.Run(() => world.UpAsync(world.NewProvider(), cancellationToken: stop.Token));

        run.Should().Throw<OperationCanceledException>();
        world.Live().Should().BeEmpty();
    }

    [Fact]
    public void A_run_stopped_with_creates_in_flight_reports_what_exists()
    {
        World world = new();
        world.Network.Latency = TimeSpan.FromSeconds(2);
        using CancellationTokenSource stop = new();
        world.Network.Choose = (request, _) =>
        {
            if (request.Method == HttpMethod.Post)
            {
                stop.Cancel();
            }

            return Fault.None;
        };
        InfraPlan plan = world.Plan();

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan, stop.Token));

        failure.Report!.IsInterrupted.Should().BeTrue();
        long[] there = [.. world.Cloud.Droplets.Select(d => d.Id).Order()];
        failure.Report.Hosts.Where(h => h.Id is not null).Select(h => h.Id!.Value.Number()).Order().Should().Equal(there);
        failure.Report.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Unknown || h.Kind == OutcomeKind.Skipped);
    }
}
