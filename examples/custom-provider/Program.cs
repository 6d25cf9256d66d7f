using System.Runtime.InteropServices;
using System.Text;
using FileHosts;
using FileHosts.Command;
using Stagecraft.Engine;
using Stagecraft.Providers;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using CancellationTokenSource stop = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
CloudProviderRegistry registry = new CloudProviderRegistry();
registry.Register(new EngineProvider(new FileDriver(), new EngineOptions()));
return await new App(registry, new CommandConsole(Console.Out, Console.Error)).RunAsync(args, stop.Token);

// The first one asks the run to stop after the host that it is at; the second one is not waited for.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
