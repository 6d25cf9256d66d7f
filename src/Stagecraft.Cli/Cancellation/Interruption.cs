using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Cancellation;

/// <summary>What SIGINT and SIGTERM do: the first asks the run to stop, a later one ends the process. spec/cli/infra.md, section 6.</summary>
/// <param name="stop">Cancels the run.</param>
/// <param name="situation">What is under way.</param>
/// <param name="error">Where to say so.</param>
/// <param name="time">Tells how far apart two signals are.</param>
/// <param name="exit">Ends the process at once.</param>
internal sealed class Interruption(CancellationTokenSource stop, CurrentOperation situation, TextWriter error, TimeProvider time, Action<int> exit)
{
    // Launchers such as `timeout` pass a signal on that the process group gets as well: that is one wish, not two.
    private static readonly TimeSpan SameWish = TimeSpan.FromMilliseconds(500);

    // Nobody may read what is said: a pipe that is full, a terminal that was stopped.
    private static readonly TimeSpan ReorderWindow = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly TextOutput _error = new(error, color: false);
    private long? _first;
    private bool _isLeaving;

    internal void Signal()
    {
        switch (Next())
        {
            case Wish.Stop:
                Within(ReorderWindow, () => Say(situation.UnderWay?.Stopping ?? "stopping; interrupt again to leave at once"));
                stop.Cancel();
                break;
            case Wish.Leave:
                int code = ExitCodes.Interrupted;
                Within(ReorderWindow, () => code = Leave());
                exit(code);
                break;
            default:
                break;
        }
    }

    private Wish Next()
    {
        lock (_lock)
        {
            if (_first is not { } first)
            {
                _first = time.GetTimestamp();
                return Wish.Stop;
            }

            if (_isLeaving || time.GetElapsedTime(first) < SameWish)
            {
                return Wish.None;
            }

            _isLeaving = true;
            return Wish.Leave;
        }
    }

    private int Leave()
    {
        if (situation.UnderWay is { } underWay)
        {
            return underWay.Leave();
        }

        Say($"error: {RunningCommand.NoChanges}");
        return ExitCodes.Interrupted;
    }

    private void Say(string message)
    {
        _error.Line();
        _error.Line(message);
        _error.Flush();
    }

    private static void Within(TimeSpan patience, Action say)
    {
        Thread thread = new Thread(() =>
        {
            try
            {
                say();
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // Nobody can be told.
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        thread.Join(patience);
    }

    private enum Wish
    {
        None,
        Stop,
        Leave,
    }
}
