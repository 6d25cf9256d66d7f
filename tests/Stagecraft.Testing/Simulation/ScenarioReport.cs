using System.Globalization;
using System.Text;

namespace Stagecraft.Testing.Simulation;

/// <summary>What scenarios covered, as text.</summary>
public static class ScenarioReport
{
    public static string Of(ScenarioCounts counts, int broken)
    {
        StringBuilder text = new();
        int kinds = counts.Faults.Keys.Select(f => f.Fault).Distinct().Count();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Simulation: {counts.Scenarios} scenarios, {counts.Runs} runs ({counts.Concurrent} concurrent), "
                + $"{counts.Requests} requests, {counts.FaultsInAll} faults of {kinds} kinds, "
                + $"{counts.Crashes} crashes, {counts.Cancelled} canceled runs, {counts.Sleeps} that slept, "
                + $"{counts.Acts} changes by people, {counts.Replacements} machines to replace, {counts.Protections} protections, "
                + $"{counts.Updates} other updates, {counts.SlowConnections} slow connections, "
                + $"{counts.Neighbors} accounts with two projects: "
                + $"{(broken == 0 ? "all invariants held" : $"{broken} scenarios violated an invariant")}");
        foreach ((string fact, int scenarios) in counts.Facts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {fact,-44} {scenarios,10}");
        }

        string[] requests = [.. counts.Faults.Keys.Select(f => f.Request).Distinct().Order(StringComparer.Ordinal)];
        text.AppendLine(CultureInfo.InvariantCulture, $"  {"fault",-20}{string.Concat(requests.Select(r => $"{r,9}"))}{"all",9}");
        foreach (IGrouping<string, KeyValuePair<(string Fault, string Request), int>> fault in counts.Faults.GroupBy(f => f.Key.Fault))
        {
            IEnumerable<int> hits = requests.Select(r => counts.Faults.GetValueOrDefault((fault.Key, r)));
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {fault.Key,-20}{string.Concat(hits.Select(h => $"{h,9}"))}{fault.Sum(f => f.Value),9}");
        }

        return text.ToString();
    }
}
