namespace Stagecraft.Cli.Terminal;

/// <summary>Words of a command line that a person types into a POSIX shell.</summary>
internal static class ShellText
{
    /// <summary>The word, quoted if the shell would change it. In single quotes only the single quote itself needs an escape.</summary>
    internal static string Quote(string word) =>
        word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '@' or '%' or '+' or ',';
}
