using System.Globalization;
using System.Text;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>A plan for a pull request. spec/cli/output.md, 2.0.</summary>
internal static class PlanMarkdown
{
    /// <summary>GitHub accepts 65,536 characters; the rest is for text that the poster adds.</summary>
    internal const int MaxCharacters = 65_000;

    internal static string ToText(InfraPlan plan)
    {
        MarkdownSection[] sections = [.. Sections(plan)];
        string whole = Document(plan, sections, "");
        if (whole.Length <= MaxCharacters)
        {
            return whole;
        }

        string notice = $"\n**Truncation: this is not all of it.** `stagecraft infra plan -o json` shows the whole plan.\n";
        MarkdownSection[] cut = [.. sections.Select(s => s with { Shown = 0 })];
        int room = MaxCharacters - Document(plan, cut, notice).Length;
        for (int i = 0; i < cut.Length && room > 0; i++)
        {
            foreach (string line in cut[i].Lines)
            {
                room -= line.Length + 1;
                if (room < 0)
                {
                    break;
                }

                cut[i] = cut[i] with { Shown = cut[i].Shown + 1 };
            }
        }

        return Document(plan, cut, notice);
    }

    private static string Document(InfraPlan plan, IReadOnlyList<MarkdownSection> sections, string notice)
    {
        StringBuilder text = new StringBuilder();
        string project = plan.Project is null ? "" : $" of project {Escaped(plan.Project)}";
        text.Append(CultureInfo.InvariantCulture, $"### {PlanSums.Short(plan)}: {Escaped(plan.Environment)}{project}\n").Append(notice)
            .Append('\n');
        if (plan.InSync)
        {
            text.Append(PlanSums.Summary(plan)).Append("  \n");
        }

        text.Append(PlanSums.Cost(plan.Cost with { Currency = Escaped(plan.Cost.Currency) })).Append('\n');
        if (PlanSums.Requests(plan) is { } requests)
        {
            text.Insert(text.Length - 1, "  ").Append(requests).Append('\n');
        }

        if (PlanSums.NotCompared(plan) is { Length: > 0 } fields)
        {
            text.Insert(text.Length - 1, "  ").Append(CultureInfo.InvariantCulture, $"Not compared: {Escaped(fields)}.\n");
        }

        foreach (MarkdownSection section in sections)
        {
            section.AppendTo(text);
        }

        return text.ToString();
    }

    private static IEnumerable<MarkdownSection> Sections(InfraPlan plan)
    {
        IReadOnlyList<PlanGroup> groups =
        [
            .. PlanGroups.Of(plan).Select(g => g with { Changes = [.. g.Changes.Select(c => c.Sign == "~" ? c with { Sign = "!" } : c)] }),
        ];
        PlanTable table = PlanTable.Of(groups, width: null);
        foreach (PlanGroup group in groups)
        {
            yield return new MarkdownSection(group.Head, "diff", group.Tone == Tone.Delete, [.. group.Changes.Select(c => Line(table, c))]);
        }

        if (plan.Warnings.Count > 0)
        {
            yield return new MarkdownSection(
                Words.Count(plan.Warnings.Count, "warning"),
                "text",
                true,
                [.. plan.Warnings.Select(w => "warning: " + TextSanitizer.Masked(w.Message))]);
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
}
