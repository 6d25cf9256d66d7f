using System.Net;
using Stagecraft.Cli.Context;
using Stagecraft.Events;

namespace Stagecraft.Cli.Rendering;

/// <summary>What one may want to do with hosts that were just created. spec/cli/output.md, 4.2.1.</summary>
internal static class NextSteps
{
    /// <param name="io">Where to.</param>
    /// <param name="report">What became of each host.</param>
    /// <param name="again">The command line for a verb, to be typed next.</param>
    /// <param name="isSandbox">Nobody answers at the addresses.</param>
    internal static void Write(CommandIo io, ApplyReport report, Func<string, string> again, bool isSandbox)
    {
        if (io.Options.Quiet || io.Options.Json || report.Count(HostOutcomeKind.Created) == 0)
        {
            return;
        }

        io.Error.Line();
        io.Error.Line("Next:");

        // It is typed into a shell, so it is an address or nothing.
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
