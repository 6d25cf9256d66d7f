namespace Stagecraft.Cli;

/// <summary>What SIGINT and SIGTERM do: the first asks the run to stop, the second ends the process. spec/cli/infra.md, section 6.</summary>
/// <param name="stop">Cancels the run.</param>
/// <param name="error">Where to say so.</param>
/// <param name="exit">Ends the process at once.</param>
internal sealed class Interruption(CancellationTokenSource stop, TextWriter error, Action<int> exit)
{
    private int _signals;

    internal void Signal()
    {
        if (Interlocked.Increment(ref _signals) == 1)
        {
            error.Write("\nstopping; what was sent is being watched to its end: interrupt again to quit at once\n");
            error.Flush();
            stop.Cancel();
            return;
        }

        error.Write("\nerror: interrupted again: the outcome of what was sent is unknown\nhint: look with 'stagecraft infra plan'\n");
        error.Flush();
        exit(ExitCodes.Interrupted);
    }
}
