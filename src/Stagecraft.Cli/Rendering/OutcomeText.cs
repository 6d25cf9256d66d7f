using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The outcome of each host as text: a table, then the totals. spec/cli/output.md, 4.2.</summary>
internal static class OutcomeText
{
    // The columns in display order, and the order in which a narrow terminal omits them.
    private static readonly string[] Head = ["HOST", "ID", "PUBLIC", "PRIVATE", "OUTCOME", "TIME"];
    private static readonly string[] Dispensable = ["PRIVATE", "TIME", "ID"];
    private static readonly string[] ResourceHead = ["RESOURCE", "OUTCOME", "TIME", "ID"];
    private static readonly string[] DispensableOfResources = ["ID", "TIME"];

    /// <param name="timeOf">The time that a host took; null without an event.</param>
    /// <param name="timeOfResource">As for a host.</param>
    internal static void Write(
        TextOutput output,
        ApplyReport report,
        InfraPlan plan,
        string command,
        bool isSandbox,
        Func<HostOutcome, TimeSpan?> timeOf,
        Func<ResourceOutcome, TimeSpan?> timeOfResource)
    {
        if (report.Hosts.Count + report.Resources.Count == 0)
        {
            output.Line(
                report.IsInterrupted ? "Interrupted: nothing was done." : command == "down" ? "Nothing to delete." : "Nothing to do.");
            return;
        }

        Func<HostOutcome, string> wordOf = WordsOf(plan);
        if (report.Hosts.Count > 0)
        {
            HostOutcome[] hosts = [.. report.Hosts.OrderBy(h => h.Name, NaturalOrder.Instance)];
            WriteTable(output, Head, Dispensable, withCode => hosts.Select(
                h => Row(h, wordOf(h) + More(h, withCode, isSandbox), timeOf(h))));
            output.Line();
        }

        if (report.Resources.Count > 0)
        {
            ResourceOutcome[] resources =
            [.. report.Resources.OrderBy(r => ResourceKind.Rank(r.Kind)).ThenBy(r => r.Name, NaturalOrder.Instance)];
            WriteTable(output, ResourceHead, DispensableOfResources, withCode => resources.Select(
                r => Row(r, withCode, timeOfResource(r))));
            output.Line();
        }

        output.Line(Sums(report, wordOf));
        string[] snapshots = [.. report.Hosts.Select(h => h.Snapshot).OfType<string>().Order(NaturalOrder.Instance)];
        if (snapshots.Length > 0)
        {
            output.Line($"Snapshots: {string.Join(", ", snapshots)}");
        }
    }

    // spec/cli/output.md, 4.2.3 and 4.2.3.1
    private static Func<HostOutcome, string> WordsOf(InfraPlan plan)
    {
        HashSet<ResourceId> drifted = [.. plan.HostChanges.Where(c => c.HasDrift).Select(c => c.Id!.Value)];
        HashSet<string?> replaced =
        [
            .. plan.HostChanges.Where(c => c.Actions == ResourceActions.Replace || PlanGroups.IsRenamed(c)).Select(c => c.Name),
        ];
        return host => host switch
        {
            { Kind: OutcomeKind.Unchanged, IsMissing: false, Id: { } id } when drifted.Contains(id) => "drifted",
            { Kind: OutcomeKind.Updated, Name: { } name } when replaced.Contains(name) => "replaced",
            _ => JsonWord.Of(host.Kind),
        };
    }

    /// <param name="rowsWith">The rows, with the codes of failures or without.</param>
    private static void WriteTable(
        TextOutput output, string[] head, string[] dispensable, Func<bool, IEnumerable<Segment[]>> rowsWith)
    {
        int? width = output.Width;
        List<string> leftOut = [];
        Segment[][] rows = Rows(withCode: true);
        for (int i = -1; i < dispensable.Length && !Fits(rows, width); i++)
        {
            leftOut = [.. dispensable.Take(i + 1)];
            rows = Rows(withCode: false);
        }

        Columns.Write(output, rows);
        if (leftOut.Count > 0)
        {
            output.Line($"(not shown: {string.Join(", ", leftOut)})");
        }

        Segment[][] Rows(bool withCode) =>
        [
            .. rowsWith(withCode).Prepend([.. head.Select(h => new Segment(h))])
                .Select(r => r.Where((_, i) => !leftOut.Contains(head[i])).ToArray()),
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

    private static Segment[] Row(ResourceOutcome resource, bool withCode, TimeSpan? time) =>
    [
        Words.Resource(resource.Kind, resource.Name, resource.CloudName),
        new(
            JsonWord.Of(resource.Outcome) + (withCode && resource.Code is { } code ? $" ({code})" : ""),
            ToneOf(resource.Outcome)),
        time is { } took ? Words.Time(took) : "-",
        resource.Id is { } id ? id.Value : "-",
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
        string hosts = Counts(report.Hosts.Select(h => (h.Kind, wordOf(h))));
        string resources = Counts(report.Resources.Select(r => (r.Outcome, JsonWord.Of(r.Outcome))));
        return hosts.Length == 0 ? $"{word}: {resources}."
            : resources.Length == 0 ? $"{word}: {hosts}."
            : $"{word}: {hosts}; other resources: {resources}.";
    }

    private static string Counts(IEnumerable<(OutcomeKind Kind, string Word)> outcomes) => string.Join(
        ", ",
        outcomes.GroupBy(o => o).OrderBy(g => g.Key.Kind).ThenByDescending(g => g.Key.Word, StringComparer.Ordinal)
            .Select(g => $"{Words.Number(g.Count())} {g.Key.Word}"));
}
