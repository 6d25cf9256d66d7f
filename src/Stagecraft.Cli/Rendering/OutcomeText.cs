using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The outcome of each host as text: a table, then the totals. spec/cli/output.md, 4.2.</summary>
internal static class OutcomeText
{
    // The columns in display order, and the order in which a narrow terminal omits them.
    private static readonly string[] Head = ["HOST", "ID", "PUBLIC", "PRIVATE", "OUTCOME", "TIME"];
    private static readonly string[] Dispensable = ["PRIVATE", "TIME", "ID"];

    /// <param name="timeOf">The time that a host took; null without an event.</param>
    internal static void Write(
        TextOutput output, ApplyReport report, InfraPlan plan, string command, bool isSandbox, Func<HostOutcome, TimeSpan?> timeOf)
    {
        if (report.Hosts.Count == 0)
        {
            output.Line(
                report.IsInterrupted ? "Interrupted: nothing was done." : command == "down" ? "Nothing to delete." : "Nothing to do.");
            return;
        }

        HashSet<ResourceId> drifted = [.. plan.Changes.Where(c => c.HasDrift).Select(c => c.Id!.Value)];
        string WordOf(HostOutcome host) => host is { Kind: OutcomeKind.Unchanged, IsMissing: false, Id: { } id } && drifted.Contains(id)
            ? "drifted"
            : JsonWord.Of(host.Kind);
        WriteTable(output, [.. report.Hosts.OrderBy(h => h.Name, NaturalOrder.Instance).Select(h => (h, WordOf(h)))], isSandbox, timeOf);
        output.Line();
        output.Line(Sums(report, WordOf));
    }

    private static void WriteTable(
        TextOutput output, IReadOnlyList<(HostOutcome Host, string Word)> hosts, bool isSandbox, Func<HostOutcome, TimeSpan?> timeOf)
    {
        int? width = output.Width;
        List<string> leftOut = [];
        Segment[][] rows = Rows(withCode: true);
        for (int i = -1; i < Dispensable.Length && !Fits(rows, width); i++)
        {
            leftOut = [.. Dispensable.Take(i + 1)];
            rows = Rows(withCode: false);
        }

        Columns.Write(output, rows);
        if (leftOut.Count > 0)
        {
            output.Line($"(no room for {string.Join(", ", leftOut)})");
        }

        Segment[][] Rows(bool withCode) =>
        [
            .. hosts.Select(h => Row(h.Host, h.Word + More(h.Host, withCode, isSandbox), timeOf(h.Host)))
                .Prepend([.. Head.Select(h => new Segment(h))])
                .Select(r => r.Where((_, i) => !leftOut.Contains(Head[i])).ToArray()),
        ];
    }

    private static bool Fits(Segment[][] rows, int? width)
    {
        int[] widths = Columns.Widths(rows);
        return width is null || rows.All(r => Columns.WidthOf(r, widths) <= width);
    }

    private static Segment[] Row(HostOutcome host, string outcome, TimeSpan? time) =>
    [
        Words.Host(host.Name, host.MachineName), host.Id is { } id ? id.Value : "-", host.PublicIpv4 ?? "-", host.PrivateIpv4 ?? "-",
        new(outcome, ToneOf(host.Kind)), time is { } took ? Words.Time(took) : "-",
    ];

    private static string More(HostOutcome host, bool withCode, bool isSandbox) => host switch
    {
        { Ready: not null } when isSandbox => ", not checked (sandbox)",
        { Ready: { } ready } => $", {Words.Ready(ready, isSandbox)}",
        { Code: { } code } when withCode => $" ({code})",
        _ => "",
    };

    private static Tone ToneOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Created or OutcomeKind.Updated => Tone.Create,
        OutcomeKind.Deleted => Tone.Delete,
        OutcomeKind.Failed => Tone.Error,
        OutcomeKind.Unknown or OutcomeKind.Skipped => Tone.Warning,
        _ => Tone.Plain,
    };

    private static string Sums(ApplyReport report, Func<HostOutcome, string> wordOf)
    {
        string word = report.IsInterrupted ? "Interrupted" : report.Succeeded ? "Done" : "Failed";
        IEnumerable<string> counts = report.Hosts
            .GroupBy(h => (h.Kind, Word: wordOf(h)))
            .OrderBy(g => g.Key.Kind)
            .ThenByDescending(g => g.Key.Word, StringComparer.Ordinal)
            .Select(g => $"{Words.Number(g.Count())} {g.Key.Word}");
        return $"{word}: {string.Join(", ", counts)}.";
    }
}
