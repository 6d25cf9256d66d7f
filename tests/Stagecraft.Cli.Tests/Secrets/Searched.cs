using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Stagecraft.Cli.Tests.Secrets;

/// <summary>Everything that code says on the way, beside its output: exceptions of this thread, handled ones too, and traces.</summary>
internal sealed class Searched : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly ActivityListener _listener;
    private readonly List<string> _texts = [];
    private bool _isReading;

    internal Searched()
    {
        AppDomain.CurrentDomain.FirstChanceException += OnException;
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Add(string.Join('\n', [
                activity.DisplayName,
                .. activity.TagObjects.Select(t => $"{t.Key}={t.Value}"),
                .. activity.Baggage.Select(t => $"{t.Key}={t.Value}"),
                .. activity.Events.SelectMany(e => e.Tags.Select(t => $"{t.Key}={t.Value}"))])),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    internal int Exceptions { get; private set; }

    internal IReadOnlyList<string> Texts
    {
        get
        {
            lock (_texts)
            {
                return [.. _texts];
            }
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= OnException;
        _listener.Dispose();
    }

    private void OnException(object? sender, FirstChanceExceptionEventArgs e)
    {
        if (Environment.CurrentManagedThreadId != _thread || _isReading)
        {
            return;
        }

        // Reading may throw in turn.
        _isReading = true;
        Exceptions++;
        Exception? exception = e.Exception;
        while (exception is not null)
        {
            Add($"{exception.GetType()}: {exception.Message} {string.Join(' ', exception.Data.Values.Cast<object>())}");
            exception = exception.InnerException;
        }

        _isReading = false;
    }

    private void Add(string text)
    {
        lock (_texts)
        {
            _texts.Add(text);
        }
    }
}
