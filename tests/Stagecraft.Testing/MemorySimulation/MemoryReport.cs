using System.Globalization;
using System.Text;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.MemorySimulation;

/// <summary>What the scenarios on clouds in memory covered, as text.</summary>
public static class MemoryReport
{
    public static string Of(StoryCounts counts, int broken)
    {
        StringBuilder text = new();
        text.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Simulation: {counts.Stories} schedules, {counts.Runs} runs ({counts.Concurrent} concurrent), {counts.Requests} requests, "
                + $"{counts.FaultsInAll} faults, {counts.Crashes} crashes, {counts.Cancelled} canceled runs, " +
            $"{counts.Acts} changes by people, {counts.Replacements} machines to replace, {counts.Protections} protections: "
                + $"{(broken == 0 ? "all invariants held" : $"{broken} schedules broke an invariant")}"));
        text.AppendLine().AppendLine(string.Create(CultureInfo.InvariantCulture, $"{"fact of the cloud",-44} {"schedules",10}"));
        foreach ((string fact, int stories) in counts.Facts)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{fact,-44} {stories,10}"));
        }

        text.AppendLine().Append($"{"fault",-20}");
        foreach (MemoryRequestKind kind in Enum.GetValues<MemoryRequestKind>())
        {
            text.Append(string.Create(CultureInfo.InvariantCulture, $" {kind,8}"));
        }

        text.AppendLine();
        foreach (MemoryFault fault in Enum.GetValues<MemoryFault>().Where(f => f != MemoryFault.None))
        {
            text.Append($"{fault,-20}");
            foreach (MemoryRequestKind kind in Enum.GetValues<MemoryRequestKind>())
            {
                text.Append(string.Create(CultureInfo.InvariantCulture, $" {counts.MemoryFaults.GetValueOrDefault((fault, kind)),8}"));
            }

            text.AppendLine();
        }

        return text.ToString();
    }
}
