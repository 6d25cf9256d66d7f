using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Cli.Rendering;

/// <summary>The change of adopt, forget, rename and unprotect as text and as JSON. spec/cli/output.md, 5.8 and 5.9.</summary>
internal static class OwnershipView
{
    internal static void Write(TextOutput output, CloudTerms terms, OwnershipChange change)
    {
        HostStatus machine = change.Machine;
        Prose.Write(
            output,
            $"{machine.Size} in {machine.Region}, {machine.Status}, role {machine.Role ?? "none"}, "
            + (machine.PublicIpv4 ?? machine.PrivateIpv4 ?? "no address"),
            output.Width,
            first: [new Segment($"{Words.Capitalized(terms.Machine)} {NameOf(machine)}", Tone.Strong), ": "]);
        output.Line(
            change.Action == OwnershipAction.Adopt ? $"  will become host {machine.Name}"
            : machine.Name is null ? "  currently unmanaged"
            : $"  currently host {machine.Name}");
        if (change.NewHost is { } newHost && !change.IsEmpty)
        {
            output.Line($"  will become host {newHost}");
        }

        if (change.NewMachineName is { } name)
        {
            output.Line(new Segment($"  + name {name}", Tone.Create));
        }

        foreach (string tag in Shown(terms.Provider, change.Add.Except(change.Remove, StringComparer.OrdinalIgnoreCase)))
        {
            output.Line(new Segment($"  + tag {tag}", Tone.Create));
        }

        foreach (string tag in Shown(terms.Provider, change.Remove.Except(change.Add, StringComparer.OrdinalIgnoreCase)))
        {
            output.Line(new Segment($"  - tag {tag}", Tone.Delete));
        }

        foreach (FieldDifference drift in change.Drift)
        {
            output.Line(
                new Segment($"  ~ {drift.Name}", Tone.Drift),
                $" is {drift.Actual ?? "none"}, declared {drift.Declared ?? "none"}: plans will show it as drift");
        }

        output.Flush();
    }

    /// <summary>The outcome in one line.</summary>
    internal static string Ending(CloudTerms terms, OwnershipChange change, bool isSeen)
    {
        string machine = $"{terms.Machine} {NameOf(change.Machine)}";
        string host = change.Machine.Name ?? change.Machine.MachineName;
        return (change.Action, change.IsEmpty, isSeen) switch
        {
            (OwnershipAction.Rename, false, false) =>
                $"Interrupted: it is unknown whether {machine} was renamed.",
            (OwnershipAction.Rename, true, _) => $"Nothing to do: {host} is already {machine}.",
            (OwnershipAction.Rename, _, _) => $"Renamed host {host} to {change.NewHost}: {terms.Machine} "
                + $"{change.NewMachineName ?? change.Machine.MachineName} (id {change.Machine.Id}) was not recreated.",
            (_, false, false) => $"Interrupted: it is unknown whether all tags of {machine} were changed.",
            (OwnershipAction.Adopt, true, _) => $"Nothing to do: {host} is already {machine}.",
            (OwnershipAction.Adopt, _, _) => $"Adopted {machine} as host {host}.",
            (OwnershipAction.Forget, _, _) =>
                $"Host {host} is no longer managed; {machine} is otherwise unchanged.",
            (_, true, _) => $"Nothing to do: {host} ({change.Machine.MachineName}, id {change.Machine.Id}) is not protected.",
            _ => $"Deletion protection removed from {host} ({change.Machine.MachineName}, id {change.Machine.Id}).",
        };
    }

    // The tags as the cloud shows them.
    private static IReadOnlyList<string> Shown(string provider, IEnumerable<string> tags) =>
        [.. tags.Select(Clouds.Of(provider).TagText).OfType<string>()];

    internal static string NameOf(HostStatus machine) => $"{machine.MachineName} (id {machine.Id})";

    internal static void WriteJson(
        CommandIo io, StagecraftFile file, string environment, string verb, OwnershipChange change, string outcome) =>
        io.WriteResult(JsonText.ToText(indented: true, json =>
        {
            json.WriteString("provider", file.ProviderId);
            json.WriteString("project", file.Project);
            json.WriteString("environment", environment);
            json.WriteString("action", verb);
            json.WriteString("host", change.Machine.Name);
            json.WriteString("machine_name", change.Machine.MachineName);
            json.WriteString("id", change.Machine.Id.Value);
            if (change.Action == OwnershipAction.Rename)
            {
                json.WriteString("new_host", change.NewHost);
                json.WriteString("new_machine_name", change.NewMachineName);
            }

            json.WriteStrings("add", Shown(file.ProviderId, change.Add));
            json.WriteStrings("remove", Shown(file.ProviderId, change.Remove));
            json.WriteObjects("drift", change.Drift, drift =>
            {
                json.WriteString("name", drift.Name);
                json.WriteString("declared", drift.Declared);
                json.WriteString("actual", drift.Actual);
            });
            json.WriteObjects("warnings", change.Warnings, warning =>
            {
                json.WriteString("code", warning.Code);
                json.WriteString("message", warning.Message);
            });
            json.WriteString("outcome", outcome);
        }));
}
