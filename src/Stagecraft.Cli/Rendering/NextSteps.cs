using System.Net;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Rendering;

/// <summary>The next commands after hosts were created. spec/cli/output.md, 4.2.1.</summary>
internal static class NextSteps
{
    /// <param name="isSandbox">Whether the run used the sandbox, where no host listens.</param>
    internal static void Write(CommandIo io, ApplyReport report, Func<string, string> again, bool isSandbox)
    {
        if (io.Options.Quiet || io.Options.Json || report.Count(HostOutcomeKind.Created) == 0)
        {
            return;
        }

        io.Error.Line();
        io.Error.Line("Next:");

        // The user types it into a shell, so only a valid address is shown.
        string? address = report.Hosts
            .Where(h => h.Kind == HostOutcomeKind.Created && IPAddress.TryParse(h.PublicIpv4, out _))
            .Select(h => h.PublicIpv4)
            .FirstOrDefault();
        if (address is not null && !isSandbox)
        {
            io.Error.Line($"  ssh root@{address}");
        }

        io.Error.Line($"  {again("hosts")}");
        io.Error.Flush();
    }
}
