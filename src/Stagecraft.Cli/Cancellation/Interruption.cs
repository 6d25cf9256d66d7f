using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Cancellation;

/// <summary>Handles SIGINT and SIGTERM: the first asks the run to stop, a later one ends the process. spec/cli/infra.md, section
/// 6.</summary>
/// <param name="time">The clock that distinguishes two signals.</param>
internal sealed class Interruption(
    CancellationTokenSource stop, CurrentOperation current, TextWriter error, TimeProvider time, Action<int> exit)
{
    // `timeout` and similar launchers forward a signal that the process group already received; two within this time are one.
    private static readonly TimeSpan SameSignal = TimeSpan.FromMilliseconds(500);

    // Output may block: a pipe that is full, a terminal that was stopped.
    private static readonly TimeSpan OutputTimeout = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly TextOutput _error = new(error, color: false);
    private long? _first;
    private bool _isLeaving;

    private enum StopRequest
    {
        None,
        Stop,
        Leave,
    }

    internal void Signal()
    {
        switch (Next())
        {
            case StopRequest.Stop:
                WithTimeout(() => WriteLine(current.Operation?.Stopping ?? "stopping; press Ctrl-C again to exit immediately"));
                stop.Cancel();
                break;
            case StopRequest.Leave:
                int code = ExitCodes.Interrupted;
                WithTimeout(() => code = Leave());
                exit(code);
                break;
            default:
                break;
        }
    }

    private StopRequest Next()
    {
        lock (_lock)
        {
            if (_first is not { } first)
            {
                _first = time.GetTimestamp();
                return StopRequest.Stop;
            }

            if (_isLeaving || time.GetElapsedTime(first) < SameSignal)
            {
                return StopRequest.None;
            }

            _isLeaving = true;
            return StopRequest.Leave;
        }
    }

    private int Leave()
    {
        if (current.Operation is { } operation)
        {
            return operation.Leave();
        }

        WriteLine($"error: {RunningCommand.NoChanges}");
        return ExitCodes.Interrupted;
    }

    private void WriteLine(string message)
    {
        _error.Line();
        _error.Line(message);
        _error.Flush();
    }

    private static void WithTimeout(Action write)
    {
        Thread thread = new Thread(() =>
        {
            try
            {
                write();
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // No reader is left.
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        thread.Join(OutputTimeout);
    }
}
