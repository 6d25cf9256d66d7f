using Stagecraft.Cli.Context;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Cancellation;

/// <summary>A run that two threads may end: its own when it is through, or that of a second signal. Whoever comes first tells how it ended,
/// wholly; nothing is told after that.</summary>
/// <param name="plan">The plan that it carries out.</param>
/// <param name="show">Shows an event.</param>
/// <param name="leave">Tells how it ended where it is left at once: on stderr, and with true on stdout too. Gives the exit code.</param>
internal sealed class LiveRun(InfraPlan plan, IProgress<InfraEvent> show, Func<ApplyReport, bool, int> leave) : IInterruptible, IProgress<InfraEvent>
{
    // Within that of a signal: where the run hangs in writing to stdout, stderr may still be read.
    private static readonly TimeSpan ReorderWindow = TimeSpan.FromSeconds(1);

    private readonly Lock _telling = new();
    private volatile RunTrace _trace = RunTrace.Of(plan);
    private int? _exitCode;

    public string Stopping => StoppingText.Of(_trace);

    /// <summary>Whether anything was sent that may have changed the account.</summary>
    internal bool HasSent => _trace.HasSent;

    /// <summary>What its events tell of each host.</summary>
    internal ApplyReport Known => _trace.Report;

    /// <summary>Called by the run, one event after another.</summary>
    public void Report(InfraEvent value)
    {
        _trace = _trace.With(value);
        lock (_telling)
        {
            if (_exitCode is null)
            {
                show.Report(value);
            }
        }
    }

    /// <summary>The run is through.</summary>
    /// <param name="tell">Tells how it ended, and gives the exit code; not called where a signal was first.</param>
    internal int End(Func<int> tell)
    {
        lock (_telling)
        {
            return _exitCode ??= tell();
        }
    }

    public int Leave()
    {
        if (!_telling.TryEnter(ReorderWindow))
        {
            return leave(_trace.Report, false);
        }

        try
        {
            return _exitCode ??= leave(_trace.Report, true);
        }
        finally
        {
            _telling.Exit();
        }
    }
}
