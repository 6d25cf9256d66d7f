using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering.Live;

/// <summary>A run as lines, none wider than the terminal. spec/cli/output.md, 4.1.1.</summary>
internal static class LiveLines
{
    private const int Few = 15;
    private const int MaxNotes = 3;

    /// <param name="title">The title, for example <c>up prod</c>.</param>
    /// <param name="requestsLeft">The remaining request budget; null if it is not known.</param>
    internal static IReadOnlyList<Segment[]> Of(LiveSnapshot run, string title, int? requestsLeft, int width, int height)
    {
        // A blank line, the totals and the cursor's line.
        int room = Math.Max(1, height - 3 - MaxNotes);
        IReadOnlyList<Segment[]> rows = run.Rows.Count <= Math.Min(Few, room) ? Hosts(run) : Roles(run);
        List<Segment[]> lines = new List<Segment[]> { Array.Empty<Segment>() };
        lines.AddRange(rows.Take(rows.Count <= room ? room : room - 1));
        if (rows.Count > room)
        {
            lines.Add([$"  and {Words.Number(rows.Count - room + 1)} more"]);
        }

        lines.Add([Sums(run, title, requestsLeft)]);
        lines.AddRange(run.Notes.Take(MaxNotes).Select(n => new Segment[] { new($"{n.Text}: {run.Left(n)}", Tone.Warning) }));
        return [.. lines.Select(l => Truncation.To(l, width))];
    }

    private static string Sums(LiveSnapshot run, string title, int? requestsLeft)
    {
        string requests = requestsLeft is { } left ? $", {Words.Count(left, "request")} left" : "";
        return $"{title}: {Words.Number(run.Rows.Count(r => r.IsDone))} of {Words.Number(run.Rows.Count)} done, {run.Elapsed}{requests}";
    }

    private static IReadOnlyList<Segment[]> Hosts(LiveSnapshot run)
    {
        int name = run.Rows.Max(r => (int?)r.Name.Length) ?? 0;
        int state = run.Rows.Max(r => (int?)r.State.Length) ?? 0;
        string[] times = [.. run.Rows.Select(run.TimeOf)];
        int time = Math.Max(3, times.Max(t => (int?)t.Length) ?? 0);
        return
        [
            .. run.Rows.Select((r, i) => new Segment[]
            {
                new($"  {r.Sign} ", SignTone(r)), r.Name.PadRight(Math.Min(name, Columns.WidestAligned)), "  ", new(r.State, r.Tone),
                new string(' ', state - r.State.Length + 2), times[i].PadLeft(time), "  ", r.Detail,
            }),
        ];
    }

    private static IReadOnlyList<Segment[]> Roles(LiveSnapshot run)
    {
        IGrouping<(string Sign, string? Role), LiveRow>[] groups =
        [
            .. run.Rows.GroupBy(r => (r.Sign, r.Role)).OrderBy(g => g.Key.Sign == "-" ? 0 : 1)
            .ThenBy(g => g.Key.Role, StringComparer.Ordinal),
        ];
        int role = groups.Max(g => (int?)Role(g.Key.Role).Length) ?? 0;
        int count = groups.Max(g => (int?)Words.Number(g.Count()).Length) ?? 0;
        return [.. groups.Select(g => Line(g, role, count))];
    }

    private static Segment[] Line(IGrouping<(string Sign, string? Role), LiveRow> group, int role, int count)
    {
        List<Segment> line = new List<Segment>
        {
            new($"  {group.Key.Sign} ", SignTone(group.First())),
            $"{Role(group.Key.Role).PadRight(Math.Min(role, Columns.WidestAligned))}  {Words.Number(group.Count()).PadLeft(count)}: ",
        };
        foreach (IGrouping<(LiveStage Stage, string State), LiveRow> state in group.GroupBy(r => (r.Stage, r.State))
            .OrderBy(s => s.Key.Stage).ThenBy(s => s.Key.State, StringComparer.Ordinal))
        {
            line.Add(line.Count > 2 ? ", " : "");
            line.Add(new Segment($"{Words.Number(state.Count())} {state.Key.State}", state.First().Tone));
        }

        return [.. line];
    }

    private static Tone SignTone(LiveRow row) => row.Sign switch
    {
        "-" => Tone.Delete,
        "+" => Tone.Create,
        _ => Tone.Plain,
    };

    private static string Role(string? role) => role ?? "(no role)";
}
