using Stagecraft.Events;

namespace Stagecraft.Tests.Events;

/// <summary>Spec interface.md 2: progress.</summary>
public sealed class InfraProgressTests
{
    private static readonly SettleWait Event = new(TimeSpan.FromSeconds(1));

    [Fact]
    public void Each_event_is_handled_when_its_call_returns_on_the_thread_that_tells_it()
    {
        List<(InfraEvent Event, int Thread)> seen = [];
        InfraProgress progress = new InfraProgress(e => seen.Add((e, Environment.CurrentManagedThreadId)));

        progress.Report(Event);

        seen.Should().Equal((Event, Environment.CurrentManagedThreadId));
    }

    [Fact]
    public async Task Several_that_tell_at_the_same_time_are_handled_one_at_a_time()
    {
        const int tellers = 4;
        const int each = 2000;
        int inside = 0;
        int most = 0;
        int count = 0;
        InfraProgress progress = new InfraProgress(_ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            count++;
            Interlocked.Decrement(ref inside);
        });
        using Barrier start = new Barrier(tellers);

        await Task.WhenAll(Enumerable.Range(0, tellers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (int i = 0; i < each; i++)
                {
                    progress.Report(Event);
                }
            },
            TaskCreationOptions.LongRunning)));

        (most, count).Should().Be((1, tellers * each));
    }
}
