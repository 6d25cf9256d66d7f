#pragma warning disable RS0030 // The console and the environment are parameters everywhere but here.
using System.Runtime.InteropServices;
using System.Text;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Commands;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Telemetry;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        StandardStreams.Open();
        // .NET reads certificates of the user, and fails without a home directory. The directory may be empty, so "/" is enough.
        if (!OperatingSystem.IsWindows() && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("HOME")))
        {
            Environment.SetEnvironmentVariable("HOME", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        }

        string? terminal = StandardStreams.HideTerminal();

        // JSON is UTF-8 whatever the locale; a terminal has its own encoding.
        using TextWriter output = Console.IsOutputRedirected ? Utf8(Console.OpenStandardOutput()) : Console.Out;
        using TextWriter plainError = Console.IsErrorRedirected ? Utf8(Console.OpenStandardError()) : Console.Error;
        using LiveWriter error = new LiveWriter(plainError);
        using CancellationTokenSource stop = new CancellationTokenSource();
        CurrentOperation current = new CurrentOperation();
        Interruption interruption = new Interruption(stop, current, error, TimeProvider.System, Environment.Exit);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);

        // After Ctrl-Z and fg: the shell has written over the frame.
        using PosixSignalRegistration? resume = OperatingSystem.IsWindows()
            ? null
            : PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => error.Leave());
        return await App.RunAsync(args, RealEnvironment(output, error, terminal) with { CurrentOperation = current }, stop.Token);

        void Handle(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interruption.Signal();
        }
    }

    // Synchronized: signals and requests of the sandbox write from other threads.
    private static TextWriter Utf8(Stream stream) =>
        TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));

    private static CliEnvironment RealEnvironment(TextWriter output, TextWriter error, string? terminal)
    {
        // The variables that the process started with: see HideTerminal.
        string? Variable(string name) => name == StandardStreams.Terminal ? terminal : Environment.GetEnvironmentVariable(name);
        return new CliEnvironment
        {
            Out = output,
            Error = error,
            ReadLine = StandardStreams.ReadLine,
            IsOutTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            IsInTerminal = !Console.IsInputRedirected,
            GetTerminalWidth = () => Console.WindowWidth is > 0 and var width ? width : null,
            GetTerminalHeight = () => Console.WindowHeight is > 0 and var height ? height : null,
            GetEnvironmentVariable = Variable,
            CreateProviders = CloudProviders.Create,
            StartSandbox = CloudSandbox.StartAsync,
            RunProgram = new SystemProgram(Variable).RunAsync,
            StartExport = () => OtlpExport.Start(Environment.GetEnvironmentVariable, () => StagecraftCommand.Version),
        };
    }
}
