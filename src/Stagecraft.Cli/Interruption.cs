namespace Stagecraft.Cli;

/// <summary>What SIGINT and SIGTERM do: the first asks the run to stop, a later one ends the process. spec/cli/infra.md, section 6.</summary>
/// <param name="stop">Cancels the run.</param>
/// <param name="error">Where to say so.</param>
/// <param name="time">Tells how far apart two signals are.</param>
/// <param name="exit">Ends the process at once.</param>
internal sealed class Interruption(CancellationTokenSource stop, TextWriter error, TimeProvider time, Action<int> exit)
{
    // Launchers such as `timeout` pass a signal on that the process group gets as well: that is one wish, not two.
    private static readonly TimeSpan SameWish = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private long? _first;

    internal void Signal()
    {
        lock (_lock)
        {
            if (_first is { } first)
            {
                if (time.GetElapsedTime(first) < SameWish)
                {
                    return;
                }

                Say("error: interrupted again: the outcome of what was under way is unknown; look with 'stagecraft infra plan'");
                exit(ExitCodes.Interrupted);
                return;
            }

            _first = time.GetTimestamp();
            Say("stopping; interrupt again to quit at once");
        }

        stop.Cancel();
    }

    private void Say(string message)
    {
        error.Write($"\n{message}\n");
        error.Flush();
    }
}
