using System.Globalization;
using System.Text.Json;
using Stagecraft.Cli.Terminal;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Rendering;

/// <summary>One line per request to a sandbox. Thread-safe. spec/cli/infra.md, 7.3.</summary>
internal sealed class RequestLines(TextOutput output, TimeZoneInfo zone)
{
    private readonly Lock _oneAtATime = new();

    internal void Write(SandboxRequest request)
    {
        string time = TimeZoneInfo.ConvertTime(request.Time, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        string status = request.Status == 0 ? "-" : Words.Number(request.Status);
        lock (_oneAtATime)
        {
            output.Write($"{time} {request.Method} {request.Target} {status}");
            if (request.Fault is { } fault)
            {
                output.Write(" ", new Segment(JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString()), Tone.Warning));
            }

            output.Line();
            output.Flush();
        }
    }
}
