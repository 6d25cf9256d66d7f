using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Cancellation;

/// <summary>A run that two threads may end: its own thread at its end, or the thread of a second signal. The first one reports the outcome
/// completely; nothing is reported after that.</summary>
/// <param name="leave">Reports the outcome of an immediate exit: on stderr, and with true on stdout too. Returns the exit code.</param>
internal sealed class LiveRun(
    InfraPlan plan, Action<InfraEvent> show, Func<ApplyReport, bool, int> leave) : IInterruptible, IProgress<InfraEvent>
{
    // Shorter than the wait of a signal: if the run hangs in writing to stdout, stderr may still be read.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(1);

    private readonly Lock _reporting = new();
    private volatile RunTrace _trace = RunTrace.Of(plan);
    private int? _exitCode;

    public string Stopping => _trace.Stopping;

    internal bool HasSent => _trace.HasSent;

    /// <summary>The outcome of each host as far as its events show it.</summary>
    internal ApplyReport Known => _trace.Report;

    /// <summary>The first failure to show an event, or null; no event is shown after it. A broken pipe must not stop a
    /// run.</summary>
    internal IOException? Unwritten { get; private set; }

    /// <summary>The run calls it for one event after another.</summary>
    public void Report(InfraEvent value)
    {
        _trace = _trace.With(value);
        lock (_reporting)
        {
            if (_exitCode is null && Unwritten is null)
            {
                try
                {
                    show(value);
                }
                catch (IOException failure)
                {
                    Unwritten = failure;
                }
            }
        }
    }

    /// <param name="report">Reports the outcome and returns the exit code; not called if a signal came first.</param>
    internal int End(Func<int> report)
    {
        lock (_reporting)
        {
            return _exitCode ??= report();
        }
    }

    public int Leave()
    {
        if (!_reporting.TryEnter(LockTimeout))
        {
            return leave(_trace.Report, false);
        }

        try
        {
            return _exitCode ??= leave(_trace.Report, true);
        }
        finally
        {
            _reporting.Exit();
        }
    }
}
