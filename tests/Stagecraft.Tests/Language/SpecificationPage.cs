using System.Text.RegularExpressions;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Language;

/// <summary>One file of the specification.</summary>
internal sealed class SpecificationPage
{
    private readonly string[] _lines;

    public SpecificationPage(string name, string text)
    {
        Name = name;
        _lines = Regex.Replace(text.ReplaceLineEndings("\n"), "^```.*?^```$", "", RegexOptions.Singleline | RegexOptions.Multiline)
            .Split('\n');
        Numbers = [.. _lines.Select(NumberOf).OfType<string>()];
        Sections = [.. Numbers];
        Paragraphs = [.. Read()];
    }

    public string Name { get; }

    /// <summary>The numbers of headings and numbered paragraphs, in the order of the file.</summary>
    public IReadOnlyList<string> Numbers { get; }

    public HashSet<string> Sections { get; }

    /// <summary>Paragraphs and list items, each in one line; without headings, tables and code.</summary>
    public IReadOnlyList<string> Paragraphs { get; }

    public static IEnumerable<SpecificationPage> All() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "spec"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => new SpecificationPage(Path.GetFileName(f), File.ReadAllText(f)));

    /// <summary>References without a file name, like (7.1) or (3.2, 3.3).</summary>
    public IEnumerable<string> OwnReferences() =>
        from Match match in Regex.Matches(string.Join('\n', _lines), @"\(\d+\.\d+(\.\d+)*((, | and )\d+\.\d+(\.\d+)*)*\)")
        from Match number in Regex.Matches(match.Value, @"\d+(\.\d+)+")
        select number.Value;

    /// <summary>The numbers that are not the next one: a duplicate, a gap, or a number before a smaller one.</summary>
    public IEnumerable<string> Misnumbered()
    {
        HashSet<string> seen = [];
        string last = "";
        foreach (string number in Numbers)
        {
            int[] parts = [.. number.Split('.').Select(int.Parse)];
            string parent = string.Join('.', parts[..^1]);
            string previous = string.Join('.', [.. parts[..^1], parts[^1] - 1]);
            if (!seen.Add(number) || (parent.Length > 0 && !seen.Contains(parent)) || (parts[^1] > 1 && !seen.Contains(previous))
                || Compare(number, last) < 0)
            {
                yield return $"{Name}: {number} after {last}";
            }

            last = number;
        }
    }

    private static int Compare(string number, string other)
    {
        int[] left = [.. number.Split('.').Select(int.Parse)];
        int[] right = [.. other.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        return left.AsSpan().SequenceCompareTo(right);
    }

    private static string? NumberOf(string line)
    {
        Match match = Regex.Match(line, @"^(#+ )?(\d+(\.\d+)*)\.? ");
        return match.Success && (match.Groups[1].Success || match.Groups[3].Success) ? match.Groups[2].Value : null;
    }

    private IEnumerable<string> Read()
    {
        string text = "";
        foreach (string line in _lines.Append(""))
        {
            string trimmed = line.Trim();
            bool ends = trimmed.Length == 0 || trimmed[0] is '|' or '#';
            if ((ends || Regex.IsMatch(trimmed, @"^([*-]|\d+\.) ")) && text.Length > 0)
            {
                yield return text;
                text = "";
            }

            text = ends ? "" : $"{text} {trimmed}".Trim();
        }
    }
}
