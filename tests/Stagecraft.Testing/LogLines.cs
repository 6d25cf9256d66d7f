using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Stagecraft.Testing;

/// <summary>Keeps what is logged, everything that a logger is given: text, values and scopes.</summary>
public sealed class LogLines : ILoggerFactory, ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    /// <summary>The lowest level that is kept. Default: all.</summary>
    public LogLevel Level { get; init; } = LogLevel.Trace;

    public IReadOnlyList<LogLine> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(LogLines log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Add(LogLevel.Trace, default, state, null, state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= log.Level;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(logLevel, eventId, state, exception, formatter(state, exception));

        private void Add<TState>(LogLevel level, EventId id, TState state, Exception? exception, string text)
        {
            IEnumerable<KeyValuePair<string, object?>> values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            log._lines.Enqueue(new LogLine(category, level, id.Id, id.Name, text, [.. values], exception?.ToString()));
        }
    }
}
