using System.Globalization;
using System.Text;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>A plan for a pull request. spec/cli/output.md, 2.0.</summary>
internal static class PlanMarkdown
{
    /// <summary>GitHub accepts 65,536 characters; the rest is for text that the poster adds.</summary>
    internal const int MaxCharacters = 65_000;

    /// <param name="rollout">How many hosts of a role are replaced or resized at a time.</param>
    /// <param name="diagram">The Mermaid diagram of the environment, or null.</param>
    /// <param name="hints">How to resolve the drift; null for none.</param>
    internal static string ToText(
        InfraPlan plan,
        SuggestedCommands commands,
        IReadOnlyList<string> rollout,
        string? diagram = null,
        IReadOnlyList<string>? hints = null)
    {
        string text = WithoutDiagram(plan, commands, rollout, hints ?? []);
        string section = diagram is null ? ""
            : $"\n<details><summary>Diagram of {Escaped(plan.Environment)} after this plan</summary>\n\n"
                + $"```mermaid\n{diagram}```\n\n</details>\n";
        return text.Length + section.Length <= MaxCharacters ? text + section : text;
    }

    private static string WithoutDiagram(
        InfraPlan plan, SuggestedCommands commands, IReadOnlyList<string> rollout, IReadOnlyList<string> hints)
    {
        Section[] sections = [.. Sections(plan, commands, hints)];
        string whole = Document(plan, sections, "", rollout);
        if (whole.Length <= MaxCharacters)
        {
            return whole;
        }

        string command = Escaped(commands.Line("infra", "plan", "-e", plan.Environment, "-o", "json"));
        string notice = $"\n**This plan is truncated.** <code>{command}</code> shows the complete plan.\n";
        Section[] cut = [.. sections.Select(s => s with { Shown = 0 })];
        int room = MaxCharacters - Document(plan, cut, notice, rollout).Length;
        for (int i = 0; i < cut.Length && room > 0; i++)
        {
            int shown = cut[i].Lines.TakeWhile(l => (room -= l.Length + 1) >= 0).Count();
            cut[i] = cut[i] with { Shown = shown };
        }

        return Document(plan, cut, notice, rollout);
    }

    private static string Document(InfraPlan plan, Section[] sections, string notice, IReadOnlyList<string> rollout)
    {
        StringBuilder text = new StringBuilder();
        string project = plan.Project is null ? "" : $" of project {Escaped(plan.Project)}";
        string? fields = PlanSums.NotCompared(plan) is { Length: > 0 } some ? $"Not compared: {Escaped(some)}." : null;
        string?[] totals =
        [
            plan.InSync ? PlanSums.Summary(plan) : null,
            PlanSums.Cost(plan.Cost with { Currency = Escaped(plan.Cost.Currency) }),
            PlanSums.Requests(plan),
            .. rollout.Select(Escaped),
            PlanSums.Lost(plan) is { } lost ? Escaped(lost) : null,
            fields,
        ];
        text.Append(CultureInfo.InvariantCulture, $"### {PlanSums.Short(plan)}: {Escaped(plan.Environment)}{project}\n{notice}\n")
            .AppendJoin("  \n", totals.OfType<string>()).Append('\n');
        foreach (Section section in sections)
        {
            string open = section.IsOpen ? " open" : "";
            text.Append(CultureInfo.InvariantCulture, $"\n<details{open}><summary>{section.Head}</summary>\n\n```{section.Language}\n")
                .AppendJoin("", section.Lines.Take(section.Shown).Select(l => l + "\n"));
            if (section.Shown < section.Lines.Length)
            {
                text.Append(CultureInfo.InvariantCulture, $"(and {section.Lines.Length - section.Shown} more)\n");
            }

            text.Append("```\n\n</details>\n");
        }

        return text.ToString();
    }

    private static IEnumerable<Section> Sections(InfraPlan plan, SuggestedCommands commands, IReadOnlyList<string> hints)
    {
        (string Head, Tone Tone, PlanChange[] Changes)[] groups =
        [.. PlanGroups.Of(plan).Select(g => g with { Changes = [.. g.Changes.Select(c => c.Sign == "~" ? c with { Sign = "!" } : c)] })];
        PlanTable table = PlanTable.Of([.. groups.SelectMany(g => g.Changes)], width: null);
        foreach ((string head, Tone tone, PlanChange[] changes) in groups)
        {
            yield return new Section(head, "diff", tone == Tone.Delete, [.. changes.Select(c => Line(table, c))]);
        }

        if (plan.Warnings.Count > 0)
        {
            string[] lines = [.. plan.Warnings.Select(w => "warning: " + TextSanitizer.Masked(commands.Complete(w.Message)))];
            yield return new Section(Words.Count(lines.Length, "warning"), "text", true, lines);
        }

        if (hints.Count > 0)
        {
            string[] lines = [.. hints.Select(h => "hint: " + TextSanitizer.Masked(h))];
            yield return new Section(Words.Count(lines.Length, "hint"), "text", true, lines);
        }
    }

    // A diff highlights only signs in the first column.
    private static string Line(PlanTable table, PlanChange change)
    {
        using StringWriter writer = new StringWriter();
        table.Write(new TextOutput(writer, color: false), change);
        return writer.ToString().Trim(' ', '\n');
    }

    /// <summary>Text without markup. Names stay unchanged.</summary>
    private static string Escaped(string text)
    {
        StringBuilder escaped = new StringBuilder();
        foreach (Rune rune in TextSanitizer.Masked(text).EnumerateRunes())
        {
            if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or ' ' or ','))
            {
                escaped.Append((char)rune.Value);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};");
            }
        }

        return escaped.ToString();
    }

    /// <summary>A collapsible section with fenced lines, so that they contain no markup. No line may begin with a backtick or a
    /// blank.</summary>
    /// <param name="IsOpen">Whether it is expanded.</param>
    private sealed record Section(string Head, string Language, bool IsOpen, string[] Lines)
    {
        /// <summary>How many of the first lines are shown.</summary>
        internal int Shown { get; init; } = Lines.Length;
    }
}
