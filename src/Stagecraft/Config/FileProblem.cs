using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Makes the problems of a config file.</summary>
internal static class FileProblem
{
    public static Problem Of(SourceLocation? location, string? path, string message, string? hint = null) =>
        new(ErrorCodes.ConfigInvalid, message, hint, location, path is "" ? null : path);

    /// <summary>A problem after which nothing more of the file can be read.</summary>
    public static ConfigException At(SourceLocation location, string message, string? hint = null) => new(Of(location, "", message, hint));

    public static ConfigException Tab(SourceLocation location) => At(location, "a tab is used for indentation", "Indent with spaces.");
}
