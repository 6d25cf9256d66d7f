using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Stagecraft.Engine.Telemetry;

/// <summary>The sources of spans and measurements. They are static, as .NET recommends, and have no other state.</summary>
internal static class EngineTelemetry
{
    public static readonly ActivitySource Source = new(StagecraftTelemetry.ActivitySourceName);

    private static readonly Meter Meter = new(StagecraftTelemetry.MeterName);

    public static readonly Counter<long> Requests =
        Meter.CreateCounter<long>("stagecraft.requests", "{request}", "Requests to the API, each attempt.");

    public static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("stagecraft.retries", "{request}", "Attempts after the first.");

    public static readonly Histogram<double> Waits = Meter.CreateHistogram<double>(
        "stagecraft.rate_limit.wait", "s", "How long requests were delayed before they were sent.");

    /// <summary>Runs an operation in a span, which has the status Error if the operation fails.</summary>
    public static async Task<T> TraceAsync<T>(string name, Func<Task<T>> run)
    {
        using Activity? activity = Source.StartActivity(name);
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
