using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The change of adopt, forget and unprotect as text. spec/cli/output.md, 5.3.</summary>
internal static class OwnershipText
{
    internal static void Write(TextOutput output, OwnershipChange change)
    {
        HostStatus machine = change.Machine;
        output.Line(
            new Segment($"{DigitalOceanTerms.MachineCapitalized} {Droplet(machine)}", Tone.Strong),
            $": {machine.Size} in {machine.Region}, {machine.Status}, role {machine.Role ?? "none"}, ",
            $"{machine.PublicIpv4 ?? machine.PrivateIpv4 ?? "no address"}");
        if (change.Action != OwnershipAction.Adopt)
        {
            output.Line(machine.Name is null ? "  currently unmanaged" : $"  currently host {machine.Name}");
        }
        else
        {
            output.Line($"  will become host {machine.Name}");
        }

        foreach (string tag in change.Add)
        {
            output.Line(new Segment($"  + tag {tag}", Tone.Create));
        }

        foreach (string tag in change.Remove)
        {
            output.Line(new Segment($"  - tag {tag}", Tone.Delete));
        }

        foreach (FieldDifference drift in change.Drift)
        {
            output.Line(
                new Segment($"  ~ {drift.Name}", Tone.Drift),
                $" is {drift.Actual ?? "nothing"}, declared {drift.Declared ?? "nothing"}: plans will show it as drift");
        }

        output.Flush();
    }

    /// <summary>The outcome in one line.</summary>
    internal static string Ending(OwnershipChange change, bool isSeen)
    {
        string droplet = Droplet(change.Machine);
        string host = change.Machine.Name ?? change.Machine.MachineName;
        return (change.Action, change.IsEmpty, isSeen) switch
        {
            (_, false, false) => $"Interrupted: it is unknown whether all tags of {DigitalOceanTerms.Machine} {droplet} were changed.",
            (OwnershipAction.Adopt, true, _) => $"Nothing to do: {host} is {DigitalOceanTerms.Machine} {droplet} already.",
            (OwnershipAction.Adopt, _, _) => $"Adopted {DigitalOceanTerms.Machine} {droplet} as host {host}.",
            (OwnershipAction.Forget, _, _) =>
                $"Host {host} is no longer managed; {DigitalOceanTerms.Machine} {droplet} was not changed otherwise.",
            (_, true, _) => $"Nothing to do: {host} ({change.Machine.MachineName}, id {change.Machine.Id}) is not protected.",
            _ => $"Deletion protection removed from {host} ({change.Machine.MachineName}, id {change.Machine.Id}).",
        };
    }

    internal static string Droplet(HostStatus machine) => $"{machine.MachineName} (id {machine.Id})";
}
