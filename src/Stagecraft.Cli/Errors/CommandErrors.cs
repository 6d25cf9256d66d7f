namespace Stagecraft.Cli.Errors;

/// <summary>The error codes of the command, in addition to those of the providers.</summary>
internal static class CommandErrors
{
    internal const string Usage = "usage";
    internal const string Internal = "internal";
    internal const string Interrupted = "interrupted";
}
