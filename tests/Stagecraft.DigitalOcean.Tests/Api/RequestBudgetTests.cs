using CsCheck;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

public sealed class RequestBudgetTests
{
    private static readonly RequestKind Working = new(RequestPriority.Working);
    private static readonly RequestKind Polling = new(RequestPriority.Polling);
    private static readonly RequestKind Keys = new(RequestPriority.Working, RequestBudget.Keys);

    [Fact]
    public void A_minute_has_250_requests_and_the_next_follow_when_the_first_has_left_the_servers_window()
    {
        RequestBudget budget = new RequestBudget();
        for (int i = 0; i < 250; i++)
        {
            Use(budget, Seconds(i * 0.01), Working);
        }

        budget.Check(Seconds(3), Working, othersQueue: false).Should().Be(new ThrottleDecision(Seconds(57.5), "minute"));
        budget.Check(Seconds(60.5), Working, othersQueue: false).MayGo.Should().BeTrue();
    }

    [Fact]
    public void A_request_counts_from_its_start_until_a_minute_after_its_end()
    {
        RequestBudget budget = new RequestBudget();
        for (int i = 0; i < 249; i++)
        {
            Use(budget, TimeSpan.Zero, Working);
        }

        budget.Start(Working);

        budget.Check(Seconds(60.5), Working, othersQueue: false).MayGo.Should().BeTrue();
        budget.End(Seconds(70), Working, 1);
        for (int i = 0; i < 249; i++)
        {
            Use(budget, Seconds(80), Working);
        }

        budget.Check(Seconds(80), Working, othersQueue: false).Wait.Should().Be(Seconds(50.5));
    }

    [Fact]
    public void An_hour_takes_5000()
    {
        RequestBudget budget = new RequestBudget();
        for (int i = 0; i < 5000; i++)
        {
            Use(budget, Seconds(i * 0.3), Working);
        }

        budget.Check(Seconds(1600), Working, othersQueue: false).Should().Be(new ThrottleDecision(Seconds(2001), "hour"));
    }

    [Fact] // spec/cli/output.md 4.1.1
    public void The_remaining_requests_are_those_of_the_strictest_limit()
    {
        RequestBudget budget = new RequestBudget();
        budget.Left(TimeSpan.Zero).Should().Be(250);
        for (int i = 0; i < 100; i++)
        {
            Use(budget, TimeSpan.Zero, Working);
        }

        budget.Start(Working);
        budget.Left(Seconds(1)).Should().Be(149);
        budget.End(Seconds(1), Working, 1);
        budget.Learn(Seconds(1), new RateLimitHeaders(5000, 40, Seconds(600), null));
        budget.Left(Seconds(1)).Should().Be(40, "another user used the hour");
        budget.Refused(Seconds(2), Working, isBurst: true, Seconds(10));
        budget.Left(Seconds(3)).Should().Be(0, "nothing is sent while the minute is refused");
        budget.Left(Seconds(13)).Should().Be(0, "our share of the minute is what we had used of it");
        budget.Learn(Seconds(63), new RateLimitHeaders(5000, 4000, Seconds(600), null));
        budget.Left(Seconds(63)).Should().BeInRange(25, 100);
        budget.Left(Seconds(200)).Should().Be(250);
    }

    [Fact]
    public void Lists_of_keys_have_their_own_limit()
    {
        RequestBudget budget = new RequestBudget();
        for (int i = 0; i < 10; i++)
        {
            Use(budget, TimeSpan.Zero, Keys);
        }

        budget.Check(Seconds(1), Keys, othersQueue: false).Should().Be(new ThrottleDecision(Seconds(59.5), "keys"));
        budget.Check(Seconds(1), Working, othersQueue: false).MayGo.Should().BeTrue();
    }

    [Fact]
    public void Requests_in_flight_do_not_exceed_the_connections()
    {
        RequestBudget budget = new RequestBudget();
        for (int i = 0; i < RequestBudget.MaxInFlight; i++)
        {
            budget.Start(Working);
        }

        budget.Check(Seconds(1), Working, othersQueue: false).Should().Be(ThrottleDecision.Busy);
    }

    [Fact]
    public void Polling_is_limited_to_a_tenth_only_while_others_queue()
    {
        RequestBudget budget = new RequestBudget();
        for (int i = 0; i < 25; i++)
        {
            Use(budget, TimeSpan.Zero, Polling);
        }

        budget.Check(Seconds(1), Polling, othersQueue: true).Limit.Should().Be("minute");
        budget.Check(Seconds(1), Polling, othersQueue: false).MayGo.Should().BeTrue();
        budget.Check(Seconds(1), Working, othersQueue: true).MayGo.Should().BeTrue();
    }

    [Fact]
    public void A_limit_in_the_headers_replaces_the_documented_one()
    {
        RequestBudget budget = new RequestBudget();
        Use(budget, TimeSpan.Zero, Working);
        budget.Learn(TimeSpan.Zero, new RateLimitHeaders(2, 1, Seconds(3600), null));
        Use(budget, TimeSpan.Zero, Working);

        budget.Check(Seconds(61), Working, othersQueue: false).Should().Be(new ThrottleDecision(Seconds(3540), "hour"));
    }

    [Fact]
    public void The_stated_usage_of_the_hour_is_trusted_and_then_checked_with_single_requests()
    {
        RequestBudget budget = new RequestBudget();
        Use(budget, TimeSpan.Zero, Working);
        budget.Learn(TimeSpan.Zero, new RateLimitHeaders(5000, 0, Seconds(20), null));

        budget.Check(Seconds(1), Working, othersQueue: false).Should().Be(new ThrottleDecision(Seconds(19), "hour"));
        budget.Check(Seconds(20), Working, othersQueue: false).MayGo.Should().BeTrue();
        budget.Start(Working);
        budget.Check(Seconds(20), Working, othersQueue: false).Wait.Should().BeNull();
        budget.End(Seconds(21), Working, 1);
        budget.Learn(Seconds(21), new RateLimitHeaders(5000, 900, Seconds(20), null));
        budget.Check(Seconds(21), Working, othersQueue: false).MayGo.Should().BeTrue();
    }

    [Fact]
    public void A_distant_reset_is_checked_again_after_a_minute()
    {
        RequestBudget budget = new RequestBudget();
        budget.Learn(TimeSpan.Zero, new RateLimitHeaders(5000, 0, TimeSpan.FromDays(1000), null));

        budget.Check(TimeSpan.Zero, Working, othersQueue: false).Wait.Should().Be(Seconds(60));
    }

    [Fact]
    public void After_a_refused_burst_the_rest_of_the_minute_is_left_to_other_users()
    {
        RequestBudget budget = new RequestBudget();
        for (int i = 0; i < 100; i++)
        {
            Use(budget, TimeSpan.Zero, Working);
        }

        budget.Refused(TimeSpan.Zero, Working, isBurst: true, Seconds(10));

        budget.Check(Seconds(1), Keys, othersQueue: false).Limit.Should().Be("minute");
        budget.Check(Seconds(60.5), Working, othersQueue: false).MayGo.Should().BeTrue();
        for (int i = 0; i < 100; i++)
        {
            Use(budget, Seconds(61), Working);
        }

        budget.Check(Seconds(62), Working, othersQueue: false).MayGo.Should().BeFalse();
        budget.Check(Seconds(71), Working, othersQueue: false).MayGo.Should().BeTrue();
    }

    [Fact]
    public void After_a_refused_burst_concurrency_starts_low_and_grows_by_one_per_round()
    {
        RequestBudget budget = new RequestBudget();
        Use(budget, TimeSpan.Zero, Working);
        budget.Refused(TimeSpan.Zero, Working, isBurst: true, Seconds(1));

        for (int together = 1; together <= 4; together++)
        {
            for (int i = 0; i < together; i++)
            {
                budget.Check(Seconds(2), Working, othersQueue: false).MayGo.Should().BeTrue();
                budget.Start(Working);
            }

            budget.Check(Seconds(2), Working, othersQueue: false).Should().Be(ThrottleDecision.Busy);
            for (int i = 0; i < together; i++)
            {
                budget.End(Seconds(2), Working, 1);
            }
        }
    }

    [Fact]
    public void Refused_requests_do_not_count_as_usage()
    {
        RequestBudget budget = new RequestBudget();
        for (int i = 0; i < 60; i++)
        {
            Use(budget, TimeSpan.Zero, Working);
        }

        for (int i = 0; i < 20; i++)
        {
            budget.Refused(TimeSpan.Zero, Working, isBurst: true, Seconds(1));
        }

        for (int i = 0; i < 40; i++)
        {
            budget.Check(Seconds(61), Working, othersQueue: false).MayGo.Should().BeTrue();
            Use(budget, Seconds(61), Working);
        }

        budget.Check(Seconds(61), Working, othersQueue: false).MayGo.Should().BeFalse();
    }

    [Fact]
    public void A_refused_list_of_keys_delays_only_lists_of_keys()
    {
        RequestBudget budget = new RequestBudget();
        budget.Refused(TimeSpan.Zero, Keys, isBurst: false, Seconds(8));

        budget.Check(Seconds(1), Keys, othersQueue: false).Should().Be(new ThrottleDecision(Seconds(7), "keys"));
        budget.Check(Seconds(1), Working, othersQueue: false).MayGo.Should().BeTrue();
    }

    [Fact]
    public void Any_schedule_stays_within_the_limits_whenever_the_server_counts_a_request() =>
        Gen.Select(Gen.Int[0, 30_000], Gen.Int[0, 20_000], Gen.Double.Unit).Array[1, 900].Sample(
            schedule =>
            {
                List<double> arrivals = new List<double>();
                PriorityQueue<int, double> inFlight = new PriorityQueue<int, double>();
                RequestBudget budget = new RequestBudget();
                double now = 0;
                foreach ((int gap, int flight, double arrival) in schedule)
                {
                    // Most come in bursts.
                    now += gap < 25_000 ? 0 : gap / 1000.0;
                    EndUntil(now);
                    while (budget.Check(Seconds(now), Working, othersQueue: false) is { MayGo: false } hold)
                    {
                        now = hold.Wait is { } wait ? now + wait.TotalSeconds
                            : inFlight.TryPeek(out _, out double end) ? end
                            : throw new InvalidOperationException("stuck");
                        EndUntil(now);
                    }

                    budget.Start(Working);
                    arrivals.Add(now + (flight / 1000.0 * arrival));
                    inFlight.Enqueue(0, now + (flight / 1000.0));
                }

                arrivals.Sort();
                return MaxWithin(arrivals, 60) <= RequestBudget.PerMinute && MaxWithin(arrivals, 3600) <= RequestBudget.PerHour;

                void EndUntil(double time)
                {
                    while (inFlight.TryPeek(out _, out double end) && end <= time)
                    {
                        inFlight.Dequeue();
                        budget.End(Seconds(end), Working, 1);
                    }
                }
            },
            iter: 100);

    private static int MaxWithin(List<double> sorted, double span)
    {
        int most = 0;
        for (int first = 0, last = 0; last < sorted.Count; last++)
        {
            while (sorted[last] - sorted[first] > span)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private static void Use(RequestBudget budget, TimeSpan now, RequestKind kind)
    {
        budget.Start(kind);
        budget.End(now, kind, 1);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
