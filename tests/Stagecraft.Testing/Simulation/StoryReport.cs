using System.Globalization;
using System.Text;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Testing.Simulation;

/// <summary>What was tried, in words.</summary>
public static class StoryReport
{
    public static string Of(StoryCounts counts, int broken)
    {
        StringBuilder text = new();
        text.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Simulation: {counts.Stories} schedules, {counts.Runs} runs ({counts.Concurrent} concurrent), {counts.Requests} requests, "
                + $"{counts.FaultsInAll} faults of {counts.Faults.Count} kinds, " +
            $"{counts.Crashes} crashes, {counts.Cancelled} cancelled runs, {counts.Sleeps} that slept, {counts.Acts} acts of people, "
                + $"{counts.Replacements} droplets to replace, {counts.Protections} protections: "
                + $"{(broken == 0 ? "all invariants held" : $"{broken} schedules broke a promise")}"));
        foreach ((SandboxFaultKind kind, int hits) in counts.Faults)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"  {kind,-18} {hits,8}"));
        }

        return text.ToString();
    }
}
