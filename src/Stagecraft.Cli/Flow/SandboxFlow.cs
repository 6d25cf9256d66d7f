using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>sandbox</c>: serves until it is interrupted.</summary>
internal static class SandboxFlow
{
    private const string CommonTokenVariable = "DIGITALOCEAN_TOKEN";

    internal static async Task<int> RunAsync(
        CommandContext context,
        GlobalArguments global,
        SandboxArguments arguments,
        CancellationToken cancellationToken)
    {
        var log = new Lock();

        // A file is not needed; one that is there, or was named, must be right.
        SandboxNeeds? needs = global.IsConfigNamed || File.Exists(global.Config) ? SandboxNeeds.Of(ProjectLoader.Load(global.Config).ProviderConfig) : null;
        SandboxSettings Settings() => new()
        {
            StateFile = arguments.State ?? SandboxState.Beside(global.Config),
            SshKeys = needs?.SshKeys ?? [],
            Port = arguments.Port,
            Boot = arguments.Boot,
            RateLimit = arguments.RateLimit,
            TimeProvider = context.Environment.TimeProvider,
            Log = context.Quiet ? null : line => Log(context, log, line),
        };
        await using RunningSandbox sandbox = await SandboxStart.RunAsync(context.Environment, Settings, "try another --port or --state", cancellationToken);
        SandboxAddress.Write(context, sandbox.Address, needs?.TokenVariable ?? CommonTokenVariable);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Environment.TimeProvider, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            context.Note("the sandbox has stopped; its droplets are kept");
        }

        return ExitCodes.Done;
    }

    // Requests are answered by many threads.
    private static void Log(CommandContext context, Lock oneAtATime, string line)
    {
        lock (oneAtATime)
        {
            context.Error.Line(line);
            context.Error.Flush();
        }
    }
}
