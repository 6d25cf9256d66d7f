using Stagecraft.Events;

namespace Stagecraft.Tests.Events;

/// <summary>Spec interface.md 2: progress events.</summary>
public sealed class SerialProgressTests
{
    [Fact]
    public void One_is_told_after_another_whatever_threads_they_come_from()
    {
        Listener listener = new();
        SerialProgress progress = new(listener);

        Parallel.For(0, 1000, i => progress.Report(new SettleWait(TimeSpan.FromSeconds(i))));

        listener.Seen.Should().Be(1000);
        listener.WereTwoConcurrent.Should().BeFalse();
    }

    [Fact]
    public void A_listener_that_throws_is_not_told_again()
    {
        Listener listener = new() { Fails = true };
        SerialProgress progress = new(listener);

        progress.Report(new SettleWait(TimeSpan.Zero));
        progress.Report(new SettleWait(TimeSpan.Zero));

        listener.Seen.Should().Be(1);
    }

    [Fact]
    public void Nobody_may_listen()
    {
        Action report = () => new SerialProgress(null).Report(new SettleWait(TimeSpan.Zero));

        report.Should().NotThrow();
    }

    private sealed class Listener : IProgress<InfraEvent>
    {
        private int _inside;

        public int Seen { get; private set; }

        public bool WereTwoConcurrent { get; private set; }

        public bool Fails { get; init; }

        public void Report(InfraEvent value)
        {
            WereTwoConcurrent |= Interlocked.Increment(ref _inside) > 1;
            Seen++;
            Interlocked.Decrement(ref _inside);
            if (Fails)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
