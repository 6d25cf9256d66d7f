namespace Stagecraft.DigitalOcean.Tests;

public sealed class VirtualTimeProviderTests
{
    private readonly VirtualTimeProvider _clock = new();

    [Fact]
    public void Timers_fire_in_the_order_they_are_due_and_then_in_the_order_they_were_made()
    {
        List<string> order = new List<string>();

        _clock.Run(() => Task.WhenAll(Wait("c", 2), Wait("a", 1), Wait("b", 1), Wait("d", 3600)));

        order.Should().Equal("a", "b", "c", "d");
        _clock.Elapsed.Should().Be(TimeSpan.FromHours(1));

        async Task Wait(string name, int seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), _clock);
            order.Add(name);
        }
    }

    [Fact]
    public void Everything_stays_on_the_callers_thread()
    {
        int thread = Environment.CurrentManagedThreadId;

        _clock.Run(async () =>
        {
            using CancellationTokenSource timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1), _clock);
            TaskCompletionSource cancelled = new TaskCompletionSource();
            timeout.Token.Register(cancelled.SetResult);
            await cancelled.Task;
            Environment.CurrentManagedThreadId.Should().Be(thread);
            await Task.Delay(TimeSpan.FromSeconds(1), _clock);
            Environment.CurrentManagedThreadId.Should().Be(thread);
        });
    }

    [Fact]
    public void A_wait_without_a_timer_is_a_deadlock() =>
        FluentActions.Invoking(() => _clock.Run(() => new TaskCompletionSource().Task))
            .Should().Throw<InvalidOperationException>().WithMessage("Deadlock*");

    [Fact]
    public void The_exception_and_the_result_of_the_body_are_returned()
    {
        FluentActions.Invoking(() => _clock.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _clock);
            throw new TimeZoneNotFoundException();
        })).Should().Throw<TimeZoneNotFoundException>();
        _clock.Run(() => Task.FromResult(5)).Should().Be(5);
    }

    [Fact]
    public void A_disposed_timer_does_not_fire_and_a_periodic_one_fires_again()
    {
        int fired = 0;
        using ITimer periodic = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _clock.CreateTimer(_ => fired += 100, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).Dispose();

        _clock.Run(() => Task.Delay(TimeSpan.FromSeconds(5.5), _clock));

        fired.Should().Be(3);
    }
}
