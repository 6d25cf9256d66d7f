#pragma warning disable RS0030 // The console and the environment are parameters everywhere but here and in the program.
using Microsoft.Win32.SafeHandles;

namespace Stagecraft.Cli.Terminal;

/// <summary>Prepares stdin, stdout and stderr before the first use of the console.</summary>
internal static class StandardStreams
{
    /// <summary>The variable with the type of the terminal.</summary>
    internal const string Terminal = "TERM";

    private const int Last = 2;

    // Handles that are opened here stay open until the process ends.
    private static readonly List<SafeFileHandle> Opened = [];

    private static readonly Lazy<TextReader> Input = new(OpenInput);

    /// <summary>Opens <c>/dev/null</c> for each stream that is closed, so that writing to it fails. Otherwise the next file or socket would
    /// have its number, and would receive the output of the command.</summary>
    internal static void Open()
    {
        while (!OperatingSystem.IsWindows())
        {
            SafeFileHandle handle = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Read);
            if (handle.DangerousGetHandle() > Last)
            {
                handle.Dispose();
                return;
            }

            Opened.Add(handle);
        }
    }

    /// <summary>Hides the type of the terminal from the framework's console. If the console knows it, its first use switches the
    /// terminal to another mode, and the escape sequences precede the output. Nothing here needs that mode.</summary>
    /// <returns>The type of the terminal.</returns>
    internal static string? HideTerminal()
    {
        string? terminal = Environment.GetEnvironmentVariable(Terminal);
        if (!OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(Terminal, null);
        }

        return terminal;
    }

    /// <summary>Reads a line of stdin; null at its end. The terminal itself edits the line.</summary>
    internal static string? ReadLine() => Input.Value.ReadLine();

    // The stream of the framework's console would switch the mode of the terminal.
    private static TextReader OpenInput() => OperatingSystem.IsWindows()
        ? Console.In
        : new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));
}
