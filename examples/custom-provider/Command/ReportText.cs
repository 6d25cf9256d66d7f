using Stagecraft.Events;
using Stagecraft.Plans;

namespace FileHosts.Command;

/// <summary>What became of every host, for people.</summary>
internal static class ReportText
{
    public static string Of(ApplyReport report)
    {
        string how = report.IsInterrupted ? "Interrupted" : report.Succeeded ? "Done" : "Failed";
        IEnumerable<string> counts = report.Hosts.GroupBy(h => h.Kind).OrderBy(g => g.Key)
            .Select(g => $"{g.Count()} {JsonWord.Of(g.Key)}");
        return report.Hosts.Count == 0 ? "Nothing to do." : $"{how}: {string.Join(", ", counts)}.";
    }
}
