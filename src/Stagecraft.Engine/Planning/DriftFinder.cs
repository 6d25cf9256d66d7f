using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The differences between a declared host and its machine (spec 5.3).</summary>
internal static class DriftFinder
{
    /// <summary>The fields that differ, sorted by name.</summary>
    public static IReadOnlyList<FieldDifference> Between(DesiredHost host, Machine machine)
    {
        List<FieldDifference> fields = [];
        if (!Same(host.MachineName, machine.Name) && !TagNames.Any(machine.Tags ?? [], TagNames.HostPrefix))
        {
            fields.Add(new(HostField.Name, host.MachineName, machine.Name));
        }

        if (!Same(host.Declared.Region, machine.Region))
        {
            fields.Add(new(HostField.Region, host.Declared.Region, machine.Region));
        }

        IReadOnlyList<string> tags = machine.Tags ?? [];
        if (!TagNames.IsSingle(tags, TagNames.RolePrefix, host.Declared.Role))
        {
            fields.Add(new(HostField.Role, host.Declared.Role, TagNames.Single(tags, TagNames.RolePrefix)));
        }

        if (!Same(host.Declared.Size, machine.Size))
        {
            fields.Add(new(HostField.Size, host.Declared.Size, machine.Size));
        }

        if (machine.State is not (MachineState.Running or MachineState.Starting))
        {
            fields.Add(new(HostField.Status, "active", machine.Status));
        }

        return fields;
    }

    /// <summary>Whether the machine has the declared region and size. Its status and role are ignored.</summary>
    public static bool IsAsPlanned(DesiredHost host, Machine machine) =>
        Same(host.Declared.Region, machine.Region) && Same(host.Declared.Size, machine.Size);

    private static bool Same(string declared, string actual) => string.Equals(declared, actual, StringComparison.OrdinalIgnoreCase);
}
