using System.Globalization;
using System.Net;
using System.Text.Json;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Terminal;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Flow;

/// <summary><c>sandbox</c>: serves until it is interrupted.</summary>
internal static class SandboxFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments global, SandboxArguments arguments, CancellationToken cancellationToken)
    {
        SandboxNeeds? needs = Needs(context, global);
        SandboxConditions conditions = Conditions(arguments);
        Lock oneAtATime = new Lock();
        string? stateFile = null;
        SandboxOptions Options()
        {
            SandboxOptions options = new(conditions)
            {
                StateFile = stateFile = arguments.State ?? CloudSandbox.StateBeside(global.Config),
                Port = arguments.Port,
                ListenAddress = arguments.Listen,
                AllowRemote = arguments.AllowRemote,
                Control = arguments.Control,
                TimeProvider = context.Environment.TimeProvider,
                Log = context.Io.Options.Quiet ? null : Log,
            };
            options = needs?.AddTo(options) ?? options;
            return options with { DropletLimit = arguments.DropletLimit ?? options.DropletLimit };
        }

        await using (RunningSandbox sandbox = await CloudSandbox.StartAsync(
            context.Environment.StartSandbox, Options, "choose another file with --state FILE", cancellationToken))
        {
            context.Io.Detail($"using the state {stateFile}");
            if (arguments.AllowRemote)
            {
                NoteRemote(context, arguments);
            }

            WriteAddress(context.Io, sandbox.Address, needs?.TokenVariable);
            await Interrupted(context, cancellationToken);
        }

        // After the last request, so that this is the last line.
        context.Io.Note($"the sandbox has stopped; its {DigitalOceanTerms.Machines} are kept in {stateFile}");
        return ExitCodes.Done;

        void Log(SandboxRequest request)
        {
            lock (oneAtATime)
            {
                WriteRequest(context.Io.Error, request, context.Environment.TimeProvider.LocalTimeZone);
            }
        }
    }

    // spec/cli/infra.md, 7.3
    internal static void WriteRequest(TextOutput output, SandboxRequest request, TimeZoneInfo zone)
    {
        string time = TimeZoneInfo.ConvertTime(request.Time, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        string status = request.Status == 0 ? "-" : Words.Number(request.Status);
        string fault = request.Fault is { } kind ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : "";
        output.Line($"{time} {request.Method} {request.Target} {status}{(fault.Length > 0 ? " " : "")}", new Segment(fault, Tone.Warning));
        output.Flush();
    }

    /// <summary>Writes the address and the variables for other programs. spec/cli/output.md, section 8.</summary>
    /// <param name="tokenVariable">The variable that the config names, or null.</param>
    private static void WriteAddress(CommandIo io, Uri address, string? tokenVariable)
    {
        string url = address.ToString().TrimEnd('/');

        // Other tools get the dummy token, so that they do not send a real one to the sandbox.
        IReadOnlyList<string> others = DigitalOceanTerms.OtherTokenVariables;
        string[] tokens = [.. others.Append(tokenVariable ?? others[0]).Distinct()];
        if (io.Options.Json)
        {
            io.WriteResult(JsonText.ToText(indented: false, json =>
            {
                json.WriteString("address", url);
                json.WriteString("page", address.ToString());
                json.WriteStartObject("variables");
                json.WriteString(DigitalOceanTerms.ApiUrlVariable, url);
                foreach (string variable in tokens)
                {
                    json.WriteString(variable, SandboxNeeds.DummyToken);
                }

                json.WriteEndObject();
            }));
            return;
        }

        io.Out.Line($"Sandbox listening on {url}");
        io.Out.Line("Open this URL in a browser for a live view.");
        io.Out.Line($"export {DigitalOceanTerms.ApiUrlVariable}={url}");
        io.Out.Line($"export {string.Join(' ', tokens.Select(v => $"{v}={SandboxNeeds.DummyToken}"))}");
        io.Out.Flush();
    }

    // The file is optional; a file that exists, or is named, must be valid as far as it is used.
    private static SandboxNeeds? Needs(CommandContext context, GlobalArguments global) => global.IsConfigNamed || File.Exists(global.Config)
        ? ConfigCheck.Needs(context, global, ConfigCheck.Load(context, global.Config))
        : null;

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
