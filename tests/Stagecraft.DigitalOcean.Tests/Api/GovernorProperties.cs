using CsCheck;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>What holds for any arrivals at the governor: spec digitalocean.md 9.1.</summary>
public sealed class GovernorProperties
{
    private const int HourLimit = 700;

    // Start, kind (0 to 4: working, then polling, lists of keys), duration, the moment within it when the server counts it, and the time
    // until it is canceled (most never are).
    private static readonly Gen<(int At, int Kind, int PendingRequest, double Counted, int ReorderWindow)[]> GenArrivals =
        Gen.Select(Gen.Int[0, 90_000], Gen.Int[0, 9], Gen.Int[0, 12_000], Gen.Double.Unit, Gen.Int[0, 200_000]).Array[1, 1_200];

    [Fact]
    public void The_server_receives_no_more_than_its_limits_and_all_requests_in_order() =>
        GenArrivals.Sample(
            arrivals =>
            {
                GovernorRun run = new(HourLimit);
                run.Play(
                    arrivals.Select(
                        a => new Arrival(
                            a.At, KindOf(a.Kind), a.PendingRequest, a.Counted, a.ReorderWindow < 20_000 ? a.ReorderWindow : null)));
                run.MaxWithin(60, _ => true).Should().BeLessThanOrEqualTo(RequestBudget.PerMinute);
                run.MaxWithin(3600, _ => true).Should().BeLessThanOrEqualTo(HourLimit);
                run.MaxWithin(60, k => k.Limit == RequestBudget.Keys).Should().BeLessThanOrEqualTo(RequestBudget.KeyListsPerMinute);
                run.LeftWaiting.Should().Be(0);
                run.IsInOrder.Should().BeTrue();
                run.MaxPollsOfAMinuteWhileOthersQueued.Should().BeLessThanOrEqualTo(RequestBudget.PerMinute / 10);

                // What was cancelled left nothing behind: all of the width is free again.
                run.FreeAtTheEnd().Should().Be(RequestBudget.MaxInFlight);
                return true;
            },
            iter: 40);

    [Fact]
    public void Working_requests_precede_queued_polls()
    {
        GovernorRun run = new(RequestBudget.PerHour);
        RequestKind working = new(RequestPriority.Working);
        RequestKind polling = new(RequestPriority.Polling);

        run.Play(
        [
            .. Enumerable.Range(0, 2_000).Select(_ => new Arrival(0, polling, 100, 0, null)),
            .. Enumerable.Range(0, 200).Select(i => new Arrival(1_000 + i, working, 100, 0, null)),
        ]);

        // The flood has taken the first minute; the second is for those who work, but for what polling may have.
        run.PassedAt(working).Max().Should().BeLessThan(TimeSpan.FromSeconds(63));
        run.PassedAt(polling).Should().HaveCount(2_000);
    }

    private static RequestKind KindOf(int kind) => kind switch
    {
        < 5 => new(RequestPriority.Working),
        < 9 => new(RequestPriority.Polling),
        _ => new(RequestPriority.Working, RequestBudget.Keys),
    };
}
