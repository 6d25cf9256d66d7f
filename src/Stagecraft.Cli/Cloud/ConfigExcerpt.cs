using System.Text.RegularExpressions;
using Stagecraft.Errors;

namespace Stagecraft.Cli.Cloud;

/// <summary>What may be shown of a config's line: its key, and the value of keys that hold no secret. The file is shared with others, and
/// holds user_data: whatever is not known to be harmless is masked. spec/cli/output.md, 6.1.</summary>
internal static partial class ConfigExcerpt
{
    private const string Mask = "***";

    /// <param name="line">A line of the file, or null.</param>
    /// <param name="problem">What is wrong at a place in it.</param>
    /// <returns>The line as far as it may be shown, as long as the original up to what is masked; null where nothing of it may.</returns>
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

    // A key at the start of the line, or of an entry of a list; the value without a comment.
    [GeneratedRegex(@"^(?<head>[ \t]*(?:-[ ]+)?(?<key>[A-Za-z0-9_.-]{1,80})[ ]*:[ ]*)(?<value>[^#]*?)[ ]*(?:#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyAndValue();

    [GeneratedRegex("""^(?:[A-Za-z0-9][A-Za-z0-9 ._/-]{0,79}|"[A-Za-z0-9 ._/-]{0,79}"|'[A-Za-z0-9 ._/-]{0,79}')$""", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
