namespace Stagecraft.Cli.Errors;

/// <summary>Error codes that the command has beside those of the providers.</summary>
internal static class CommandErrors
{
    internal const string Usage = "usage";
    internal const string Internal = "internal";
    internal const string Interrupted = "interrupted";
}
