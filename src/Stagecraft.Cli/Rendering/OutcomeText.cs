using Stagecraft.Events;

namespace Stagecraft.Cli.Rendering;

/// <summary>What became of each host, for people: a table, then the sums. spec/cli/output.md, 4.2.</summary>
internal static class OutcomeText
{
    internal static void Write(TextOutput output, ApplyReport report, string command)
    {
        if (report.Hosts.Count == 0)
        {
            output.Line(report.IsInterrupted ? "Interrupted: nothing was done." : command == "down" ? "Nothing to delete." : "Nothing to do.");
            return;
        }

        var rows = new List<Segment[]> { new Segment[] { "HOST", "ID", "PUBLIC", "PRIVATE", "OUTCOME" } };
        rows.AddRange(report.Hosts.Select(Row));
        Columns.Write(output, rows);
        output.Line();
        output.Line(Sums(report));
    }

    private static Segment[] Row(HostOutcome host) =>
    [
        Words.Host(host.Name, host.DropletName), host.Id is { } id ? Words.Number(id) : "-", host.PublicIpv4 ?? "-", host.PrivateIpv4 ?? "-",
        new(host.Code is null ? HostOutcomeJson.Word(host.Kind) : $"{HostOutcomeJson.Word(host.Kind)} ({host.Code})", ToneOf(host.Kind)),
    ];

    private static Tone ToneOf(HostOutcomeKind kind) => kind switch
    {
        HostOutcomeKind.Created or HostOutcomeKind.Protected => Tone.Create,
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
            .Select(k => $"{Words.Number(report.Count(k))} {HostOutcomeJson.Word(k)}");
        return $"{word}: {string.Join(", ", counts)}.";
    }
}
