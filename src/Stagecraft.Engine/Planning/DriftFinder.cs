using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Planning;

/// <summary>What differs between a declared host and its machine (spec 5.3).</summary>
internal static class DriftFinder
{
    public static void AddTo(List<HostDrift> drift, DesiredHost host, Machine machine)
    {
        if (!Same(host.Declared.Region, machine.Region))
        {
            Add("region", host.Declared.Region, machine.Region);
        }

        IReadOnlyList<string> tags = machine.Tags ?? [];
        if (!TagNames.IsSingle(tags, TagNames.RolePrefix, host.Declared.Role))
        {
            Add("role", host.Declared.Role, TagNames.Single(tags, TagNames.RolePrefix));
        }

        if (!Same(host.Declared.Size, machine.Size))
        {
            Add("size", host.Declared.Size, machine.Size);
        }

        if (machine.State is not (MachineState.Running or MachineState.Starting))
        {
            Add("status", "active", machine.Status);
        }

        void Add(string field, string? declared, string? actual) =>
            drift.Add(new(host.Name, machine.Name, machine.Id, field, declared, actual));
    }

    /// <summary>Whether the machine is what a create of this host would have made; its status and role play no part.</summary>
    public static bool IsAsPlanned(DesiredHost host, Machine machine) =>
        Same(host.Declared.Region, machine.Region) && Same(host.Declared.Size, machine.Size);

    public static HostDrift Unnamed(Machine machine) => new(null, machine.Name, machine.Id, "name", null, machine.Name);

    private static bool Same(string declared, string actual) => string.Equals(declared, actual, StringComparison.OrdinalIgnoreCase);
}
