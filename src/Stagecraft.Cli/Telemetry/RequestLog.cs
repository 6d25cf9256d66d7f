using System.Diagnostics;
using System.Globalization;
using Stagecraft.Engine.Telemetry;

namespace Stagecraft.Cli.Telemetry;

/// <summary>Writes one line per request with <c>--verbose</c>, from the provider's spans. spec/cli/output.md, 11.</summary>
internal static class RequestLog
{
    /// <param name="trace">The trace of the command; other traces of the process are ignored.</param>
    /// <param name="write">Receives one line at a time, on any thread.</param>
    /// <returns>The listener; disposing it ends the log.</returns>
    internal static IDisposable Start(ActivityTraceId trace, Action<string> write)
    {
        Lock oneAtATime = new Lock();
        ActivityListener listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StagecraftTelemetry.ActivitySourceName,
            Sample = (ref options) => options.Parent.TraceId == trace ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.Kind == ActivityKind.Client && activity.TraceId == trace)
                {
                    lock (oneAtATime)
                    {
                        write(Line(activity));
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Line(Activity activity)
    {
        string path = $"{activity.GetTagItem("url.path")}{(activity.GetTagItem("url.query") is string query ? $"?{query}" : "")}";
        object outcome = activity.GetTagItem("http.response.status_code") ?? activity.GetTagItem("error.type") ?? "-";
        string left = activity.GetTagItem("stagecraft.rate_limit.remaining") is { } number ? $", {number} requests left" : "";
        string request = activity.GetTagItem("rpc.method") is string action
            ? $"{action} {activity.GetTagItem("server.address")}"
            : $"{activity.OperationName} {path}";
        return string.Create(
            CultureInfo.InvariantCulture, $"{request} {outcome} {activity.Duration.TotalMilliseconds:0} ms{left}");
    }
}
