using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The outcome of each host as text: a table, then the totals. spec/cli/output.md, 4.2.</summary>
internal static class OutcomeText
{
    // The columns in display order, and the order in which a narrow terminal omits them.
    private static readonly string[] Head = ["HOST", "ID", "PUBLIC", "PRIVATE", "OUTCOME", "TIME"];
    private static readonly string[] Dispensable = ["TIME", "PRIVATE", "ID"];

    /// <param name="timeOf">The time that a host took; null without an event.</param>
    internal static void Write(TextOutput output, ApplyReport report, string command, Func<HostOutcome, TimeSpan?> timeOf)
    {
        if (report.Hosts.Count == 0)
        {
            output.Line(
                report.IsInterrupted ? "Interrupted: nothing was done." : command == "down" ? "Nothing to delete." : "Nothing to do.");
            return;
        }

        WriteTable(output, report, timeOf);
        output.Line();
        output.Line(Sums(report));
    }

    private static void WriteTable(TextOutput output, ApplyReport report, Func<HostOutcome, TimeSpan?> timeOf)
    {
        int? width = output.Width;
        List<string> leftOut = [];
        Segment[][] rows = Rows(report, timeOf, withCode: true, leftOut);
        for (int i = -1; i < Dispensable.Length && !Fits(rows, width); i++)
        {
            leftOut = [.. Dispensable.Take(i + 1)];
            rows = Rows(report, timeOf, withCode: false, leftOut);
        }

        Columns.Write(output, rows);
        if (leftOut.Count > 0)
        {
            output.Line($"(no room for {string.Join(", ", leftOut)})");
        }
    }

    private static bool Fits(Segment[][] rows, int? width)
    {
        int[] widths = Columns.Widths(rows);
        return width is null || rows.All(r => Columns.WidthOf(r, widths) <= width);
    }

    private static Segment[][] Rows(ApplyReport report, Func<HostOutcome, TimeSpan?> timeOf, bool withCode, List<string> leftOut)
    {
        int[] shown = [.. Enumerable.Range(0, Head.Length).Where(i => !leftOut.Contains(Head[i]))];
        return
        [
            .. report.Hosts.Select(h => Row(h, timeOf(h), withCode)).Prepend([.. Head.Select(h => new Segment(h))])
            .Select(r => shown.Select(i => r[i]).ToArray()),
        ];
    }

    private static Segment[] Row(HostOutcome host, TimeSpan? time, bool withCode) =>
    [
        Words.Host(host.Name, host.MachineName), host.Id is { } id ? id.Value : "-", host.PublicIpv4 ?? "-", host.PrivateIpv4 ?? "-",
        new(JsonWord.Of(host.Kind) + More(host, withCode), ToneOf(host.Kind)),
        time is { } took ? Words.Time(took) : "-",
    ];

    private static string More(HostOutcome host, bool withCode) => host switch
    {
        { Ready: { } ready } => $", {Words.Ready(ready)}",
        { Code: { } code } when withCode => $" ({code})",
        _ => "",
    };

    private static Tone ToneOf(HostOutcomeKind kind) => kind switch
    {
        HostOutcomeKind.Created or HostOutcomeKind.Updated => Tone.Create,
        HostOutcomeKind.Deleted => Tone.Delete,
        HostOutcomeKind.Failed => Tone.Error,
        HostOutcomeKind.Unknown or HostOutcomeKind.Skipped => Tone.Warning,
        _ => Tone.Plain,
    };

    private static string Sums(ApplyReport report)
    {
        string word = report.IsInterrupted ? "Interrupted" : report.Succeeded ? "Done" : "Failed";
        IEnumerable<string> counts = Enum.GetValues<HostOutcomeKind>()
            .Where(k => report.Count(k) > 0)
            .Select(k => $"{Words.Number(report.Count(k))} {JsonWord.Of(k)}");
        return $"{word}: {string.Join(", ", counts)}.";
    }
}
