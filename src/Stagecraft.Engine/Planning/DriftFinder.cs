using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The differences between a declared host and its machine (spec 5.3).</summary>
internal static class DriftFinder
{
    /// <summary>The fields that differ, in no order. Those that the engine can change in place are marked as updated.</summary>
    public static IReadOnlyList<FieldDifference> Between(DesiredHost host, Machine machine)
    {
        IReadOnlyList<string> tags = machine.Tags ?? [];
        List<FieldDifference> fields = [];
        if (!Same(host.MachineName, machine.Name) && !TagNames.Any(machine.Tags ?? [], TagNames.HostPrefix))
        {
            fields.Add(new(HostField.Name, host.MachineName, machine.Name));
        }

        if (!Same(host.Declared.Region, machine.Region))
        {
            fields.Add(new(HostField.Region, host.Declared.Region, machine.Region));
        }

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
            fields.Add(new(HostField.Status, host.RunningStatus, machine.Status));
        }

        if (host.Declared.IsProtected && !Ownership.IsProtected(machine))
        {
            fields.Add(new(HostField.Protected, "true", "false") { IsUpdated = true });
        }

        if (host.Declared.Tags.Any(t => !TagNames.Has(tags, t)))
        {
            string present = string.Join(',', host.Declared.Tags.Where(t => TagNames.Has(tags, t)));
            fields.Add(new(HostField.Tags, string.Join(',', host.Declared.Tags), present) { IsUpdated = true });
        }

        if (TagNames.HasUnfinished(tags))
        {
            AddUnfinished(fields, tags);
        }

        AddProperties(fields, host, machine);
        return fields;
    }

    private static void AddUnfinished(List<FieldDifference> fields, IReadOnlyList<string> tags)
    {
        if (tags.Any(TagNames.IsReplaced))
        {
            fields.Add(new(HostField.Replacement, FieldValue.Finished, FieldValue.Unfinished) { IsUpdated = true });
        }

        if (tags.Any(TagNames.IsResizing))
        {
            fields.Add(new(HostField.Resize, FieldValue.Finished, FieldValue.Unfinished) { IsUpdated = true });
        }
    }

    /// <summary>Whether only a new machine gets the declared values (interface.md 10.2).</summary>
    public static bool IsOutdated(IEnumerable<FieldDifference> fields) =>
        fields.Any(f => !f.IsUpdated && f.Name is not (HostField.Name or HostField.Size or HostField.Status));

    /// <summary>The declared properties that cannot be compared: the machine does not show them, and its tag does not prove them.</summary>
    public static IEnumerable<string> NotCompared(DesiredHost host, Machine machine)
    {
        string? made = TagNames.Single(machine.Tags ?? [], TagNames.MadePrefix);
        bool isHashCompared = made == host.Made || (made is not null && !HasOtherHashed(host, machine));
        return host.Properties
            .Where(p => (p.IsHashed ? !isHashCompared : p.Value is not null) && machine.ActualOf(p) is null)
            .Select(p => p.Name);
    }

    /// <summary>Whether the machine has the declared region and size. Its status and role are ignored.</summary>
    public static bool IsAsPlanned(DesiredHost host, Machine machine) =>
        Same(host.Declared.Region, machine.Region) && Same(host.Declared.Size, machine.Size);

    /// <summary>Whether the machine shows the declared value of a property.</summary>
    public static bool IsShown(DeclaredProperty property, Machine machine) =>
        machine.ActualOf(property) is { } actual && Same(property.Value ?? "", actual);

    private static void AddProperties(List<FieldDifference> fields, DesiredHost host, Machine machine)
    {
        foreach (DeclaredProperty property in host.Properties)
        {
            if (property.Value is not null && machine.ActualOf(property) is { } actual && !Same(property.Value, actual))
            {
                fields.Add(new(property.Name, property.Value, actual) { IsUpdated = property.IsUpdatable });
            }
        }

        // A different hash has a cause that the machine does not show, unless it shows another one.
        if (TagNames.Single(machine.Tags ?? [], TagNames.MadePrefix) is { } made && made != host.Made && !HasOtherHashed(host, machine))
        {
            fields.Add(new(HostField.CreateSettings, host.Made, made));
        }
    }

    private static bool HasOtherHashed(DesiredHost host, Machine machine) => host.Properties.Any(
        p => p is { IsHashed: true, Value: not null } && machine.ActualOf(p) is { } actual && !Same(p.Value, actual));

    private static bool Same(string declared, string actual) => string.Equals(declared, actual, StringComparison.OrdinalIgnoreCase);
}
