using System.Globalization;
using System.Text;

namespace Stagecraft.Cli.Rendering;

/// <summary>A collapsible section of a Markdown document with fenced lines, so that they contain no markup. No line may begin with a
/// backtick or a blank.</summary>
/// <param name="IsOpen">Whether it is expanded.</param>
internal sealed record MarkdownSection(string Head, string Language, bool IsOpen, IReadOnlyList<string> Lines)
{
    /// <summary>How many of the first lines are shown.</summary>
    internal int Shown { get; init; } = Lines.Count;

    internal void AppendTo(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n<details{(IsOpen ? " open" : "")}><summary>{Head}</summary>\n\n```{Language}\n");
        foreach (string line in Lines.Take(Shown))
        {
            text.Append(line).Append('\n');
        }

        if (Shown < Lines.Count)
        {
            text.Append(CultureInfo.InvariantCulture, $"(and {Lines.Count - Shown} more)\n");
        }

        text.Append("```\n\n</details>\n");
    }
}
