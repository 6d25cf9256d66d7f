using System.Net;
using Stagecraft.Cli.Context;
using Stagecraft.Events;

namespace Stagecraft.Cli.Rendering;

/// <summary>What one may want to do with hosts that were just created. spec/cli/output.md, 4.2.1.</summary>
internal static class NextSteps
{
    /// <param name="context">Where to.</param>
    /// <param name="report">What became of each host.</param>
    /// <param name="again">The command line for a verb, to be typed next.</param>
    /// <param name="isSandbox">Nobody answers at the addresses.</param>
    internal static void Write(CommandContext context, ApplyReport report, Func<string, string> again, bool isSandbox)
    {
        if (context.Quiet || context.Json || report.Count(HostOutcomeKind.Created) == 0)
        {
            return;
        }

        context.Error.Line();
        context.Error.Line("Next:");

        // It is typed into a shell, so it is an address or nothing.
        string? address = report.Hosts
            .Where(h => h.Kind == HostOutcomeKind.Created && IPAddress.TryParse(h.PublicIpv4, out _))
            .Select(h => h.PublicIpv4)
            .FirstOrDefault();
        if (address is not null && !isSandbox)
        {
            context.Error.Line($"  ssh root@{address}");
        }

        context.Error.Line($"  {again("hosts")}");
        context.Error.Flush();
    }
}
