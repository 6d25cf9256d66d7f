using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Stagecraft.Cli.Errors;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Cli.Terminal;

/// <summary>Runs programs of the system with the streams of this process. spec/cli/infra.md, 14.4 and 14.7.</summary>
/// <param name="variable">Reads an environment variable; null if it is not set.</param>
internal sealed partial class SystemProgram(Func<string, string?> variable)
{
    private const int Terminate = 15;

    /// <param name="name">The name of the program, without a path.</param>
    /// <param name="arguments">Its arguments, which no shell reads.</param>
    /// <param name="cancellationToken">Terminates it.</param>
    /// <returns>Its exit code; null if there is no such program.</returns>
    /// <exception cref="UsageException">The file cannot be started.</exception>
    internal async Task<int?> RunAsync(string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (ProgramFile.Find(name, variable) is not { } file)
        {
            return null;
        }

        ProcessStartInfo start = new(file, arguments);

        // This process hides it from the framework.
        if (variable(StandardStreams.Terminal) is { } terminal)
        {
            start.Environment[StandardStreams.Terminal] = terminal;
        }

        using Process process = Start(start);
        await using CancellationTokenRegistration stop = cancellationToken.Register(() => Stop(process));
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new UsageException(
                $"{start.FileName} cannot be started: {new Win32Exception(exception.NativeErrorCode).Message}",
                "remove the file or its directory from PATH");
        }
    }

    // On Windows every process of the console receives the signal.
    private static void Stop(Process process)
    {
        if (!OperatingSystem.IsWindows() && !process.HasExited)
        {
            _ = Signal(process.Id, Terminate);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
