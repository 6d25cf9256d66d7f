using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Stagecraft.Engine.Telemetry;

namespace Stagecraft.Cli.Telemetry;

/// <summary>Sends spans and measurements to an OpenTelemetry collector, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one. The other
/// variables of OpenTelemetry's specification are read by its own library. An unavailable collector never fails a command.</summary>
internal sealed class OtlpExport(TracerProvider traces, MeterProvider metrics) : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Timeout = "OTEL_EXPORTER_OTLP_TIMEOUT";

    // A command does not wait longer for its telemetry.
    private const int MaxWait = 3000;

    /// <summary>Starts the export; null if it is not configured.</summary>
    internal static OtlpExport? Start(Func<string, string?> variable, Func<string> version)
    {
        if (string.IsNullOrEmpty(variable(Endpoint))
            || string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        void Configure(OtlpExporterOptions options)
        {
            if (string.IsNullOrEmpty(variable(Timeout)))
            {
                options.TimeoutMilliseconds = MaxWait;
            }
        }

        void Name(ResourceBuilder resource) =>
            resource.AddService("stagecraft", serviceVersion: version()).AddEnvironmentVariableDetector();
        TracerProvider traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Name)
            .AddSource(TelemetrySession.SourceName, StagecraftTelemetry.ActivitySourceName)
            .AddOtlpExporter(Configure)
            .Build();
        MeterProvider metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Name)
            .AddMeter(StagecraftTelemetry.MeterName)
            .AddOtlpExporter(Configure)
            .Build();
        return new OtlpExport(traces, metrics);
    }

    public void Dispose()
    {
        traces.ForceFlush(MaxWait);
        metrics.ForceFlush(MaxWait);
        traces.Dispose();
        metrics.Dispose();
    }
}
