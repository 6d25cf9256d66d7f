using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Makes the problems of a config file.</summary>
internal static class FileProblem
{
    public static Problem Of(SourceLocation? location, string? path, string message, string? hint = null) =>
        new(ErrorCodes.ConfigInvalid, message, hint, location, path is "" ? null : path);

    /// <summary>A problem after which nothing more of the file can be read.</summary>
    public static ConfigException At(SourceLocation location, string message, string? hint = null) => new(Of(location, "", message, hint));

    public static ConfigException Indentation(SourceText source, int index) =>
        At(source.At(index), $"{Whitespace(source.Text[index])} is used for indentation", "indent with spaces");

    /// <summary>The name of a whitespace or invisible character.</summary>
    public static string Whitespace(char c) => c switch
    {
        '\t' => "a tab",
        '\u00A0' => "a no-break space (U+00A0)",
        _ => $"the {(char.IsWhiteSpace(c) ? "space" : "invisible")} character U+{(int)c:X4}",
    };
}
