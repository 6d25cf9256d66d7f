using CsCheck;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Tests.Api;

public sealed class RateGovernorTests : IProgress<InfraEvent>
{
    private static readonly RequestKind Working = new(RequestPriority.Working);
    private static readonly RequestKind Polling = new(RequestPriority.Polling);
    private static readonly RequestKind Keys = new(RequestPriority.Working, RequestBudget.Keys);

    private readonly VirtualTimeProvider _clock = new();
    private readonly RateGovernor _governor;
    private readonly List<InfraEvent> _events = [];

    public RateGovernorTests() => _governor = new RateGovernor(_clock, new RequestBudget());

    [Fact]
    public void A_thousand_requests_use_the_budget_in_order()
    {
        List<int> passed = new List<int>();

        _clock.Run(() => Task.WhenAll(Enumerable.Range(0, 1000).Select(async i =>
        {
            await PassAsync(Working);
            passed.Add(i);
        })));

        passed.Should().BeInAscendingOrder().And.HaveCount(1000);
        _clock.Elapsed.Should().Be(TimeSpan.FromSeconds(181.5));
        _governor.TotalWaited.Should().Be(_clock.Elapsed);
        _events.Should().Equal(Enumerable.Repeat(new RateLimitWait(TimeSpan.FromSeconds(60.5), "minute"), 3));
    }

    [Fact]
    public void A_thousand_waiting_requests_are_announced_once_per_minute()
    {
        _clock.Run(
            () => Task.WhenAll(Enumerable.Range(0, 1000).Select(i => PassAsync(Working, TimeSpan.FromMilliseconds(200 + (i % 7 * 30))))));

        _events.Should().HaveCount(3).And.AllBeOfType<RateLimitWait>();
        _clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(200));
        _governor.TotalWaited.Should().BeLessThan(_clock.Elapsed);
    }

    [Fact]
    public void A_wait_for_a_connection_is_not_a_wait_for_the_budget()
    {
        _clock.Run(() => Task.WhenAll(Enumerable.Range(0, 100).Select(_ => PassAsync(Working, TimeSpan.FromSeconds(1)))));

        _clock.Elapsed.Should().Be(TimeSpan.FromSeconds(2)); // 64 at a time
        _governor.TotalWaited.Should().Be(TimeSpan.Zero);
        _events.Should().BeEmpty();
    }

    [Fact]
    public void Waiting_lists_of_keys_do_not_delay_other_requests()
    {
        TimeSpan keys = default, other = default;

        _clock.Run(async () =>
        {
            for (int i = 0; i < 10; i++)
            {
                await PassAsync(Keys);
            }

            await Task.WhenAll(
                PassAsync(Keys).ContinueWith(_ => keys = _clock.Elapsed, TaskContinuationOptions.ExecuteSynchronously), Other());
        });

        (keys, other).Should().Be((TimeSpan.FromSeconds(60.5), TimeSpan.Zero));
        _events.Should().Equal(new RateLimitWait(TimeSpan.FromSeconds(60.5), "keys"));

        async Task Other()
        {
            await PassAsync(Working);
            other = _clock.Elapsed;
        }
    }

    [Fact]
    public void Polling_takes_a_tenth_of_a_contended_budget_and_is_not_starved()
    {
        List<TimeSpan> polls = new List<TimeSpan>();
        List<TimeSpan> works = new List<TimeSpan>();

        _clock.Run(async () =>
        {
            Task working = Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => NoteAsync(Working, works)));
            Task polling = Task.WhenAll(Enumerable.Range(0, 300).Select(_ => NoteAsync(Polling, polls)));
            await working;
            await polling;
        });

        foreach (TimeSpan from in polls.Where(at => at + TimeSpan.FromSeconds(60) < works[^1]))
        {
            polls.Count(at => at >= from && at < from + TimeSpan.FromSeconds(60)).Should().BeLessThanOrEqualTo(25);
        }

        polls.Count(at => at < works[^1]).Should().BeGreaterThan(100);
        polls.Should().HaveCount(300);
    }

    [Fact]
    public void A_canceled_wait_ends_immediately_and_uses_no_budget()
    {
        int cancelled = 0;

        _clock.Run(async () =>
        {
            for (int i = 0; i < 250; i++)
            {
                await PassAsync(Working);
            }

            using CancellationTokenSource cancel = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
            try
            {
                await _governor.EnterAsync(Working, this, cancel.Token);
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }

            await FluentActions.Awaiting(() => _governor.EnterAsync(Working, this, cancel.Token))
                .Should().ThrowAsync<OperationCanceledException>();
        });

        cancelled.Should().Be(1);
        _clock.Elapsed.Should().Be(TimeSpan.FromSeconds(5));
        _governor.TotalWaited.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_withdrawn_request_costs_nothing_and_one_repeated_by_the_transport_costs_four()
    {
        _clock.Run(async () =>
        {
            for (int i = 0; i < 300; i++)
            {
                await _governor.EnterAsync(Working, this, default);
                _governor.Leave(Working, 0, RateLimitHeaders.None);
            }

            for (int i = 0; i < 62; i++)
            {
                await _governor.EnterAsync(Working, this, default);
                _governor.Leave(Working, 4, RateLimitHeaders.None);
            }

            await PassAsync(Working);
            await PassAsync(Working);
            _clock.Elapsed.Should().Be(TimeSpan.Zero);
            await PassAsync(Working);
        });

        _clock.Elapsed.Should().Be(TimeSpan.FromSeconds(60.5));
    }

    [Fact]
    public void Single_requests_at_the_end_of_the_hour_are_not_a_deep_recursion()
    {
        RateLimitHeaders none = new RateLimitHeaders(5000, 0, TimeSpan.Zero, null);

        _clock.Run(() => Task.WhenAll(Enumerable.Range(0, 240).Select(async _ =>
        {
            await _governor.EnterAsync(Working, this, default);
            _governor.Leave(Working, 1, none);
        })));

        _clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Any_mix_of_requests_is_sent_completely_and_in_order() =>
        Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 2], Gen.Int[0, 40_000]).Array[1, 400].Sample(
            requests =>
            {
                VirtualTimeProvider clock = new VirtualTimeProvider();
                using RateGovernor governor = new RateGovernor(clock, new RequestBudget());
                List<int> passed = new List<int>();
                clock.Run(() => Task.WhenAll(requests.Select(async (request, i) =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(request.Item1), clock);
                    RequestKind kind = request.Item2 switch { 0 => Working, 1 => Polling, _ => Keys };
                    await governor.EnterAsync(kind, null, default);
                    passed.Add(i);
                    await Task.Delay(TimeSpan.FromMilliseconds(request.Item3), clock);
                    governor.Leave(kind, 1, RateLimitHeaders.None);
                })));

                foreach (IGrouping<int, int> lane in passed.GroupBy(i => requests[i].Item2))
                {
                    int[] arrival = [.. lane.Select(i => requests[i].Item1)];
                    if (!arrival.SequenceEqual(arrival.Order()))
                    {
                        return false;
                    }
                }

                return passed.Count == requests.Length;
            },
            iter: 60);

    void IProgress<InfraEvent>.Report(InfraEvent value) => _events.Add(value);

    private async Task NoteAsync(RequestKind kind, List<TimeSpan> passes)
    {
        await PassAsync(kind);
        passes.Add(_clock.Elapsed);
    }

    private async Task PassAsync(RequestKind kind, TimeSpan flight = default)
    {
        await _governor.EnterAsync(kind, this, default);
        if (flight > TimeSpan.Zero)
        {
            await Task.Delay(flight, _clock);
        }

        _governor.Leave(kind, 1, RateLimitHeaders.None);
    }
}
