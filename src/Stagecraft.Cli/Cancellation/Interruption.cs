using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Cancellation;

/// <summary>Handles SIGINT and SIGTERM: the first stops the run, a later one ends the process. spec/cli/infra.md, section
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

    internal void Signal()
    {
        bool isFirst;
        lock (_lock)
        {
            isFirst = _first is null;
            if (_isLeaving || (_first is { } first && time.GetElapsedTime(first) < SameSignal))
            {
                return;
            }

            _first ??= time.GetTimestamp();
            _isLeaving = !isFirst;
        }

        if (isFirst)
        {
            WithTimeout(() =>
            {
                IInterruptible? operation = current.Operation;
                string? message = operation is null ? "stopping; press Ctrl-C again to exit immediately" : operation.Stopping;
                if (message is not null)
                {
                    WriteLine(message);
                }
            });
            stop.Cancel();
            return;
        }

        int code = ExitCodes.Interrupted;
        WithTimeout(() =>
        {
            if (current.Operation is { } operation)
            {
                code = operation.Leave();
            }
            else
            {
                WriteLine($"error: {RunningCommand.NoChanges}");
            }
        });
        exit(code);
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
