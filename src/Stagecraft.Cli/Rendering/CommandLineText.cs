using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>A command line for the user to type next, with the file and the sandbox of the current one.</summary>
internal static class CommandLineText
{
    internal static string Of(GlobalArguments arguments, string command)
    {
        string file = arguments.ConfigOption is { } path ? $" -c {ShellText.Quote(path)}" : "";
        return $"stagecraft {command}{file}{(arguments.Sandbox ? " --sandbox" : "")}";
    }
}
