using System.Globalization;
using System.Net;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Flow;

/// <summary><c>sandbox</c>: serves until it is interrupted.</summary>
internal static class SandboxFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments global, SandboxArguments arguments, CancellationToken cancellationToken)
    {
        (CloudDescription cloud, SandboxNeeds needs) = Needs(context, global, arguments);
        Lock oneAtATime = new Lock();
        string? stateFile = null;
        SandboxSettings settings = new()
        {
            StateFile = () => stateFile = arguments.State ?? CloudSandbox.StateBeside(global.Config, cloud),
            Faults = arguments.Faults,
            Boot = arguments.Boot,
            RateLimit = arguments.RateLimit,
            MachineLimit = arguments.MachineLimit,
            Port = arguments.Port,
            Listen = arguments.Listen,
            AllowRemote = arguments.AllowRemote,
            Control = arguments.Control,
            TimeProvider = context.Environment.TimeProvider,
            Log = context.Io.Options.Quiet ? null : Log,
        };
        await using (RunningSandbox sandbox = await CloudSandbox.StartAsync(
            context.Environment.StartSandbox, needs, settings, "choose another file with --state FILE", cancellationToken))
        {
            context.Io.Detail($"using the state {stateFile}");
            if (arguments.AllowRemote)
            {
                NoteRemote(context, arguments);
            }

            WriteAddress(context.Io, sandbox.Address, needs);
            await Interrupted(context, cancellationToken);
        }

        // After the last request, so that this is the last line.
        context.Io.Note($"the sandbox has stopped; its {cloud.Terms.Machines} are kept in {stateFile}");
        return ExitCodes.Done;

        void Log(SandboxLogLine request)
        {
            lock (oneAtATime)
            {
                WriteRequest(context.Io.Error, request, context.Environment.TimeProvider.LocalTimeZone);
            }
        }
    }

    // spec/cli/infra.md, 7.3
    internal static void WriteRequest(TextOutput output, SandboxLogLine request, TimeZoneInfo zone)
    {
        string time = TimeZoneInfo.ConvertTime(request.Time, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        string status = request.Status == 0 ? "-" : Words.Number(request.Status);
        string fault = request.Fault ?? "";
        output.Line($"{time} {request.Method} {request.Target} {status}{(fault.Length > 0 ? " " : "")}", new Segment(fault, Tone.Warning));
        output.Flush();
    }

    /// <summary>Writes the address and the variables for other programs. spec/cli/output.md, section 8.</summary>
    private static void WriteAddress(CommandIo io, Uri address, SandboxNeeds needs)
    {
        string url = address.ToString().TrimEnd('/');
        IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> exports = needs.Exports(url);
        if (io.Options.Json)
        {
            io.WriteResult(JsonText.ToText(indented: false, json =>
            {
                json.WriteString("address", url);
                json.WriteString("page", address.ToString());
                json.WriteStartObject("variables");
                foreach ((string variable, string value) in exports.SelectMany(e => e))
                {
                    json.WriteString(variable, value);
                }

                json.WriteEndObject();
            }));
            return;
        }

        io.Out.Line($"Sandbox listening on {url}");
        io.Out.Line("Open this URL in a browser for a live view.");
        foreach (IReadOnlyList<KeyValuePair<string, string>> line in exports)
        {
            io.Out.Line($"export {string.Join(' ', line.Select(e => $"{e.Key}={e.Value}"))}");
        }

        io.Out.Flush();
    }

    // The file is optional; a file that exists, or is named, must be valid as far as it is used.
    private static (CloudDescription Cloud, SandboxNeeds Needs) Needs(
        CommandContext context, GlobalArguments global, SandboxArguments arguments)
    {
        if (global.IsConfigNamed || File.Exists(global.Config))
        {
            StagecraftFile file = ConfigCheck.Load(context, global.Config);
            if (arguments.Cloud is null || arguments.Cloud == Clouds.Find(file.ProviderId))
            {
                return (Clouds.Of(file.ProviderId), ConfigCheck.Needs(context, global, file));
            }
        }

        CloudDescription cloud = arguments.Cloud ?? Clouds.Default;
        return (cloud, cloud.NeedsOf(section: null));
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
