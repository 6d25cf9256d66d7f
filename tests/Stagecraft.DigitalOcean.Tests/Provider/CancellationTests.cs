using Stagecraft.Events;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.8: a run that is stopped.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private ITimer? _timer;
    private TimeSpan _stoppedAt;

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public void Requests_in_flight_are_awaited_and_nothing_else_is_sent()
    {
        World world = new(o => o with { DropletLimit = 200 }) { Yaml = World.Hosts(Names(95)) };
        StopAtFirst(world, HttpMethod.Post, latency: TimeSpan.FromSeconds(20));

        ApplyReport report = Stopped(world);

        world.Network.Sent.Count(IsCreate).Should().BeLessThan(10, "ten creates would make all hosts");
        TheTruth(world, report);
        report.Hosts.Count(h => h.Id is not null).Should().Be(10 * world.Network.Sent.Count(IsCreate));
        report.Hosts.Where(h => h.Id is null).Should().NotBeEmpty().And.OnlyContain(h => h.Kind == OutcomeKind.Skipped);
    }

    [Fact]
    public void A_read_in_flight_is_dropped_for_the_final_read()
    {
        World world = new();
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Get && world.Network.Sent.Any(IsCreate) && !_stop.IsCancellationRequested)
            {
                world.Network.Latency = TimeSpan.FromSeconds(25);
            }
        };
        TimeSpan stopped = TimeSpan.FromSeconds(20);
        using ITimer timer = world.Time.CreateTimer(_ => Stop(world), null, stopped, Timeout.InfiniteTimeSpan);

        ApplyReport report = Stopped(world);

        (world.Time.Elapsed - stopped).Should().BeLessThan(TimeSpan.FromSeconds(1));
        TheTruth(world, report);
        report.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created);
    }

    [Fact]
    public void An_unresponsive_API_delays_a_stop_by_at_most_ninety_seconds()
    {
        World world = new();
        StopAtFirst(world, HttpMethod.Post, latency: TimeSpan.FromHours(3));

        ApplyReport report = Stopped(world);

        (world.Time.Elapsed - _stoppedAt)
            .Should().BeGreaterThan(TimeSpan.FromSeconds(60)).And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(90));
        report.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Unknown && h.Id == null);
        world.Events.Of<HostCreateIndeterminate>().Should().HaveCount(3).And.OnlyContain(e => e.Message.Contains("within 60 seconds"));
    }

    [Fact]
    public void A_create_that_waits_for_its_next_attempt_is_not_sent()
    {
        World world = new();
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.TooMany : Fault.None;
        StopAtFirst(world, HttpMethod.Post, latency: TimeSpan.FromMilliseconds(100));

        Action run = () => Stopped(world);

        run.Should().Throw<OperationCanceledException>("nothing that changes the account took effect");
        world.Network.Sent.Count(IsCreate).Should().Be(2, "there are two groups");
        world.Events.Of<HostSkipped>().Select(e => e.Name).Should().Equal("app-1", "app-2", "db-1");
    }

    [Fact]
    public void A_create_without_a_connection_after_a_stop_is_known_to_have_no_effect()
    {
        World world = new();
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Post)
            {
                _stop.Cancel();
                throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
            }
        };

        Action run = () => Stopped(world);

        run.Should().Throw<OperationCanceledException>();
        world.Events.Of<HostCreateIndeterminate>().Should().BeEmpty();
    }

    [Fact]
    public void Hosts_of_a_batch_refused_after_a_stop_are_not_reported_as_not_sent()
    {
        World world = new();
        bool isFirst = true;
        world.Network.Choose = (request, _) =>
        {
            Fault fault = request.Method == HttpMethod.Post && isFirst ? Fault.Conflict : Fault.None;
            isFirst &= request.Method != HttpMethod.Post;
            return fault;
        };
        StopAtFirst(world, HttpMethod.Post, latency: TimeSpan.FromSeconds(1));

        ApplyReport report = Stopped(world);

        TheTruth(world, report);
        report.Hosts.Where(h => h.Name!.StartsWith("app")).Should().HaveCount(2)
            .And.OnlyContain(h => h.Kind == OutcomeKind.Skipped && h.Message!.Contains("had no effect"));
    }

    [Fact]
    public void A_delete_in_flight_is_awaited()
    {
        World world = new(o => o with { DropletLimit = 200 }) { Yaml = World.Hosts(Names(60)) };
        world.Up();
        StopAtFirst(world, HttpMethod.Delete, latency: TimeSpan.FromSeconds(10));

        ApplyReport report = Stopped(world, PlanIntent.Down);

        report.Hosts.Should().OnlyContain(h => h.Id != null);
        int sent = world.Network.Sent.Count(r => r.StartsWith("DELETE", StringComparison.Ordinal));
        report.Hosts.Count(h => h.Kind is OutcomeKind.Unknown or OutcomeKind.Deleted).Should().Be(sent);
        world.Cloud.Droplets.Select(d => d.Id)
            .Should().Contain(report.Hosts.Where(h => h.Kind == OutcomeKind.Skipped).Select(h => h.Id!.Value.Number()));
    }

    /// <summary>Stops the run a millisecond after the first request of a kind was sent; the request takes this long.</summary>
    private void StopAtFirst(World world, HttpMethod method, TimeSpan latency)
    {
        bool isSet = false;
        Func<HttpRequestMessage, int, Fault> choose = world.Network.Choose;
        world.Network.Choose = (request, number) =>
        {
            if (request.Method == method && !isSet)
            {
                isSet = true;
                world.Network.Latency = latency;
                _timer = world.Time.CreateTimer(_ => Stop(world), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            }

            return choose(request, number);
        };
    }

    private void Stop(World world)
    {
        _stoppedAt = world.Time.Elapsed;
        world.Network.Latency = world.Network.Latency > TimeSpan.FromMinutes(1) ? world.Network.Latency : TimeSpan.FromMilliseconds(50);
        _stop.Cancel();
    }

    private ApplyReport Stopped(World world, PlanIntent intent = PlanIntent.Converge)
    {
        try
        {
            world.Time.Run(() => world.UpAsync(world.NewProvider(), intent, _stop.Token));
        }
        catch (CloudProviderException e) when (e.Report is { } report)
        {
            report.IsInterrupted.Should().BeTrue();
            return report;
        }

        throw new InvalidOperationException("the run was not stopped");
    }

    private static void TheTruth(World world, ApplyReport report) =>
        report.Hosts.Where(h => h.Id is not null).Select(h => (h.MachineName, h.Id!.Value.Number()))
            .Should().BeEquivalentTo(world.Cloud.Droplets.Select(d => (d.Name, d.Id)));

    private static IEnumerable<string> Names(int count) => Enumerable.Range(1, count).Select(i => $"app-{i}");

    private static bool IsCreate(string request) => request == "POST /v2/droplets";
}
