using System.Diagnostics;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Telemetry;

/// <summary>The telemetry of a command: its span, the export, and the lines of <c>--verbose</c>.</summary>
internal sealed class TelemetrySession(IDisposable? export, Activity span, IDisposable? log) : IDisposable
{
    internal const string SourceName = "Stagecraft.Cli";

    private static readonly ActivitySource Source = new(SourceName);

    /// <param name="startExport">Starts the export; null means that nothing is exported.</param>
    internal static TelemetrySession Begin(CommandIo io, Func<IDisposable?> startExport, string command)
    {
        IDisposable? export = null;
        try
        {
            export = startExport();
        }
        catch (Exception)
        {
            // Telemetry never fails a command. The reason is not shown: it may contain a header with the collector's key.
            io.Warn("traces and metrics are not exported: the OTEL_EXPORTER_OTLP_ variables cannot be used as they are");
        }

        Activity span = Source.StartActivity(command) ?? new Activity(command).SetIdFormat(ActivityIdFormat.W3C).Start();
        return new TelemetrySession(export, span, io.Options.Verbose ? RequestLog.Start(span.TraceId, io.Detail) : null);
    }

    /// <summary>Sets the exit code of the span.</summary>
    internal int Ended(int exitCode)
    {
        span.SetTag("process.exit.code", exitCode);
        span.SetStatus(exitCode is ExitCodes.Done or ExitCodes.Changes ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        return exitCode;
    }

    public void Dispose()
    {
        log?.Dispose();
        span.Dispose();
        export?.Dispose();
    }
}
