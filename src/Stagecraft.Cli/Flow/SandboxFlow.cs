using System.Net;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Flow;

/// <summary><c>sandbox</c>: serves until it is interrupted.</summary>
internal static class SandboxFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments global, SandboxArguments arguments, CancellationToken cancellationToken)
    {
        SandboxNeeds? needs = Needs(context, global);
        SandboxConditions conditions = Conditions(arguments);
        RequestLines lines = new RequestLines(context.Io.Error, context.Environment.TimeProvider.LocalTimeZone);
        string? stateFile = null;
        SandboxOptions Options()
        {
            SandboxOptions options = new(conditions)
            {
                StateFile = stateFile = arguments.State ?? SandboxState.Beside(global.Config),
                Port = arguments.Port,
                ListenAddress = arguments.Listen,
                AllowRemote = arguments.AllowRemote,
                Control = arguments.Control,
                TimeProvider = context.Environment.TimeProvider,
                Log = context.Io.Options.Quiet ? null : lines.Write,
            };
            options = needs?.AddKeys(options) ?? options;
            return options with { DropletLimit = arguments.DropletLimit ?? options.DropletLimit };
        }

        await using (RunningSandbox sandbox = await SandboxStart.RunAsync(
            context.Environment.StartSandbox, Options, "choose another file with --state FILE", cancellationToken))
        {
            context.Io.Detail($"using the state {stateFile}");
            if (arguments.AllowRemote)
            {
                NoteRemote(context, arguments);
            }

            SandboxAddress.Write(context.Io, sandbox.Address, needs?.TokenVariable);
            await Interrupted(context, cancellationToken);
        }

        // After the last request, so that this is the last line.
        context.Io.Note($"the sandbox has stopped; its {DigitalOceanTerms.Machines} are kept in {stateFile}");
        return ExitCodes.Done;
    }

    // The file is optional; a file that exists, or is named, must be valid as far as it is used.
    private static SandboxNeeds? Needs(CommandContext context, GlobalArguments global)
    {
        if (!global.IsConfigNamed && !File.Exists(global.Config))
        {
            return null;
        }

        return ConfigCheck.Needs(context, global, ConfigCheck.Load(context, global.Config));
    }

    private static SandboxConditions Conditions(SandboxArguments arguments)
    {
        SandboxConditions conditions = arguments.Faults is { } file ? FaultsFile.Read(file) : new SandboxConditions();
        return conditions with { Boot = arguments.Boot ?? conditions.Boot, RateLimit = arguments.RateLimit ?? conditions.RateLimit };
    }

    private static void NoteRemote(CommandContext context, SandboxArguments arguments)
    {
        string conditions = arguments.Control ? " and set its conditions" : "";
        context.Io.Note($"anyone who reaches this machine can use the sandbox{conditions}");
        if (!arguments.Listen.Equals(IPAddress.Any) && !arguments.Listen.Equals(IPAddress.IPv6Any))
        {
            context.Io.Note("stagecraft itself uses plain HTTP on loopback addresses only: it needs --listen 0.0.0.0 to use this sandbox");
        }
    }

    private static async Task Interrupted(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Environment.TimeProvider, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The regular end.
        }
    }
}
