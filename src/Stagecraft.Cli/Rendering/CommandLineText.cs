using Stagecraft.Cli.Arguments;

namespace Stagecraft.Cli.Rendering;

/// <summary>A command line to be typed next, with the file and the sandbox of this one.</summary>
internal static class CommandLineText
{
    internal static string Of(GlobalArguments arguments, string command)
    {
        string file = arguments.ConfigOption is { } path ? $" -c {Quoted(path)}" : "";
        return $"stagecraft {command}{file}{(arguments.Sandbox ? " --sandbox" : "")}";
    }

    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '~' or ':' or '\\') ? path : $"'{path}'";
}
