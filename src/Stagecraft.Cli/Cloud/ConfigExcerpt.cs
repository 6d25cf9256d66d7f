using System.Text;
using System.Text.RegularExpressions;

namespace Stagecraft.Cli.Cloud;

/// <summary>The part of a config's line that may be shown: its key, and the value if the key holds no secret. The config
/// holds user_data, so a value is masked unless it is known to be harmless. spec/cli/output.md, 6.1.</summary>
internal static partial class ConfigExcerpt
{
    private const string Mask = "***";

    /// <returns>The line, with the same columns as the original up to the mask; null if nothing may be shown.</returns>
    internal static string? Of(string? line, Problem problem)
    {
        if (line is null || problem.Path is null)
        {
            return null;
        }

        if (OfFlow(line, problem) is { } entry)
        {
            return entry;
        }

        if (KeyAndValue().Match(line) is not { Success: true } parts)
        {
            return null;
        }

        string head = parts.Groups["head"].Value;
        string value = parts.Groups["value"].Value;
        bool isShown = value is "" or "{}"
            || (Clouds.HarmlessKeys.Contains(parts.Groups["key"].Value) && Plain().IsMatch(value))
            || (IsHost(problem.Path, parts.Groups["key"].Value) && AreHarmless(value));
        return isShown ? head + value : head + Mask;
    }

    /// <summary>The column of the mark below an excerpt: that of the problem, or the key after omitted entries.</summary>
    internal static int MarkOf(string excerpt, int column) =>
        Omitted().Match(excerpt) is { Success: true } omitted ? omitted.Length + 1 : column;

    /// <summary>The key of a line that is not valid YAML, if it is a key of the config; else null: it may be a part of a secret.</summary>
    internal static string? KeyOf(string? line) =>
        line is not null && FirstKey().Match(line) is { Success: true } key && Clouds.KnownKeys.Contains(key.Groups[1].Value)
            ? key.Groups[1].Value
            : null;

    private static bool IsHost(string path, string key) => HostPath().Match(path) is { Success: true } host && host.Groups[1].Value == key;

    // A mapping in braces, without another one in it.
    private static bool AreHarmless(string value) => value is ['{', .. var inner, '}']
        && inner.Split(',').All(entry => entry.Split(':', 2) is [var key, [' ', ..] text]
            && Clouds.HarmlessKeys.Contains(key.Trim()) && Plain().IsMatch(text.Trim()));

    // A place inside a flow mapping is the start of a key or of a value. Other entries are omitted, because they may be secret.
    private static string? OfFlow(string line, Problem problem)
    {
        int place = (problem.Location?.Column ?? 0) - 1;
        Match? entry = FlowEntry().Matches(line)
            .FirstOrDefault(m => m.Groups["key"].Index == place || m.Groups["value"].Index == place);
        if (entry is null)
        {
            return null;
        }

        (Group key, Group value) = (entry.Groups["key"], entry.Groups["value"]);
        string before = line[..key.Index];
        string after = line[(value.Index + value.Length)..].Trim();
        if (before.Trim() is "" or "-" && after is "" or ['#', ..])
        {
            return null;
        }

        string head = FlowHead().Match(before).Value;
        bool isKey = problem.Path!.EndsWith(key.Value, StringComparison.Ordinal)
            && !problem.Path.Contains("user", StringComparison.OrdinalIgnoreCase);
        bool isShown = isKey && Clouds.HarmlessKeys.Contains(key.Value) && Plain().IsMatch(value.Value);
        return (before[head.Length..].Trim().Length == 0 ? before : $"{head}… ")
            + line[key.Index..value.Index] + (isShown ? value.Value : Mask)
            + (after is "" or ['#', ..] ? "" : after == "}" ? " }" : head.Contains('{', StringComparison.Ordinal) ? " … }" : " …");
    }

    /// <summary>The line of a place, without its line end; null if there is no such line.</summary>
    internal static string? LineOf(byte[] utf8, SourceLocation? place)
    {
        // A line ends with LF, CR or CR LF, as in the locations of a config.
        using StringReader reader = new StringReader(Encoding.UTF8.GetString(utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8.AsSpan(3) : utf8));
        string? line = null;
        for (int number = 0; number < place?.Line; number++)
        {
            line = reader.ReadLine();
        }

        return line;
    }

    // A key at the start of the line, or of an entry of a list; the value without a comment.
    [GeneratedRegex(
        @"^(?<head>[ \t]*(?:-[ ]+)?(?<key>[A-Za-z0-9_.-]{1,80})[ ]*:[ ]*)(?<value>[^#]*?)[ ]*(?:#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyAndValue();

    // An entry of a flow mapping: at the start of the line, or after a brace or a comma.
    [GeneratedRegex(
        @"(?<=^[ \t]*(?:-[ ]+)?|[{,][ ]*)(?<key>[A-Za-z0-9_.-]{1,80})[ ]*:[ ]+(?<value>""[^""]*""|'[^']*'|[^,{}\[\]#""']*[^,{}\[\]#""' ])",
        RegexOptions.CultureInvariant)]
    private static partial Regex FlowEntry();

    // The key of the mapping, if it begins on the line.
    [GeneratedRegex(@"^[ \t]*(?:-[ ]+)?(?:(?:[A-Za-z0-9_.-]{1,80}[ ]*:[ ]*)?\{[ ]*)?", RegexOptions.CultureInvariant)]
    private static partial Regex FlowHead();

    [GeneratedRegex(@"^[ \t]*(?:-[ ]+)?(?:(?:[A-Za-z0-9_.-]{1,80}[ ]*:[ ]*)?\{[ ]*)?… ", RegexOptions.CultureInvariant)]
    private static partial Regex Omitted();

    // A misspelled user_data is not a host.
    [GeneratedRegex(@"\.hosts\.[a-z0-9-]+\.((?!.*user)[a-z0-9-]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex HostPath();

    [GeneratedRegex(@"^[ \t]*(?:-[ ]+)?([A-Za-z0-9_.-]{1,80})[ ]*:", RegexOptions.CultureInvariant)]
    private static partial Regex FirstKey();

    [GeneratedRegex(
        """^(?:[A-Za-z0-9][A-Za-z0-9 ._/-]{0,79}|"[A-Za-z0-9 ._/{}-]{0,79}"|'[A-Za-z0-9 ._/{}-]{0,79}'|\[[A-Za-z0-9 ,._/-]{0,79}\])$""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
