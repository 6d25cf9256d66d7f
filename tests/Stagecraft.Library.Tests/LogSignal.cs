using Microsoft.Extensions.Logging;

namespace Stagecraft.Library.Tests;

/// <summary>Signals that a line was logged.</summary>
internal sealed class LogSignal : ILoggerProvider, ILogger
{
    private readonly Lock _lock = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    /// <summary>Completes at the next line that has this text in it.</summary>
    public Task Next(string text)
    {
        TaskCompletionSource seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _awaited.Add((text, seen));
        }

        return seen.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string line = formatter(state, exception);
        lock (_lock)
        {
            foreach ((string text, TaskCompletionSource seen) in _awaited)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    seen.TrySetResult();
                }
            }
        }
    }

    public void Dispose()
    {
    }
}
