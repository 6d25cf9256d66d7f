using System.Net;
using Stagecraft.Events;

namespace Stagecraft.Cli.Rendering;

/// <summary>What one may want to do with hosts that were just created. spec/cli/output.md, 4.2.1.</summary>
internal static class NextSteps
{
    internal static void Write(CommandContext context, ApplyReport report, Func<string, string> again)
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
        if (address is not null)
        {
            context.Error.Line($"  ssh root@{address}");
        }

        context.Error.Line($"  {again("hosts")}");
        context.Error.Flush();
    }
}
