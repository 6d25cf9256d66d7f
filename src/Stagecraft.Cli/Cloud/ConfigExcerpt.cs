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
        if (line is null || problem.Path is null || KeyAndValue().Match(line) is not { Success: true } parts)
        {
            return null;
        }

        string head = parts.Groups["head"].Value;
        string value = parts.Groups["value"].Value;
        bool isShown = value.Length == 0 || (DigitalOceanTerms.HarmlessKeys.Contains(parts.Groups["key"].Value) && Plain().IsMatch(value));
        return isShown ? head + value : head + Mask;
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

    [GeneratedRegex(
        """^(?:[A-Za-z0-9][A-Za-z0-9 ._/-]{0,79}|"[A-Za-z0-9 ._/{}-]{0,79}"|'[A-Za-z0-9 ._/{}-]{0,79}'|\[[A-Za-z0-9 ,._/-]{0,79}\])$""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
