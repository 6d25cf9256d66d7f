using System.Diagnostics;
using System.Globalization;
using Stagecraft.Engine.Telemetry;

namespace Stagecraft.Cli.Telemetry;

/// <summary>Writes one line per request with <c>--verbose</c>, from the provider's spans. spec/cli/output.md, 11.</summary>
internal sealed class RequestLog : IDisposable
{
    private readonly ActivityTraceId _trace;
    private readonly ActivityListener _listener;
    private readonly Action<string> _write;

    /// <param name="trace">The trace of the command; other traces of the process are ignored.</param>
    /// <param name="write">Receives one line at a time, on any thread.</param>
    internal RequestLog(ActivityTraceId trace, Action<string> write)
    {
        _trace = trace;
        _write = write;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StagecraftTelemetry.ActivitySourceName,
            Sample = (ref options) => options.Parent.TraceId == _trace ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = Stopped,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    private void Stopped(Activity activity)
    {
        if (activity.Kind != ActivityKind.Client || activity.TraceId != _trace)
        {
            return;
        }

        string path = $"{activity.GetTagItem("url.path")}{(activity.GetTagItem("url.query") is string query ? $"?{query}" : "")}";
        object outcome = activity.GetTagItem("http.response.status_code") ?? activity.GetTagItem("error.type") ?? "-";
        object? left = activity.GetTagItem("stagecraft.rate_limit.remaining");
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{activity.OperationName} {path} {outcome} {activity.Duration.TotalMilliseconds:0} ms, {left} requests left");
        lock (_listener)
        {
            _write(line);
        }
    }
}
