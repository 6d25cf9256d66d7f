#pragma warning disable RS0030 // The entry point is where the console and the environment come from; everything else gets them as parameters.
using System.Runtime.InteropServices;
using Stagecraft.Cli.Cloud;

namespace Stagecraft.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        var interruption = new Interruption(stop, Console.Error, TimeProvider.System, Environment.Exit);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        return await App.RunAsync(args, RealEnvironment(), stop.Token);

        void Handle(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interruption.Signal();
        }
    }

    private static CliEnvironment RealEnvironment() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        ReadLine = Console.ReadLine,
        IsOutTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        IsInTerminal = !Console.IsInputRedirected,
        GetTerminalWidth = () => Console.WindowWidth is > 0 and var width ? width : null,
        GetEnvironmentVariable = Environment.GetEnvironmentVariable,
        CreateProviders = CloudProviders.Create,
        StartSandbox = CloudSandbox.StartAsync,
    };
}
