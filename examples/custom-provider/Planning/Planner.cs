using FileHosts.Machines;
using FileHosts.Settings;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace FileHosts.Planning;

/// <summary>Compares what is wanted with what is there. A function: same input, same plan.</summary>
internal static class Planner
{
    /// <summary>The word for what this cloud does not have: regions and images.</summary>
    public const string Nowhere = "local";

    /// <exception cref="CloudProviderException">A name that is needed is that of a machine that is not ours: <c>machine_exists</c>, all of them.</exception>
    public static InfraPlan Diff(Wanted wanted, MachineList there)
    {
        Ownership ownership = wanted.Ownership;
        Machine[] ours = [.. there.Machines.Where(ownership.Owns)];
        List<ResourceChange> changes = [];
        List<Problem> taken = [];
        foreach (DeclaredHost host in wanted.Hosts.Where(h => wanted.IsTarget(h.Name)))
        {
            HostSpec spec = wanted.SpecOf(host);
            Machine? machine = there.Find(spec.MachineName);
            if (machine is not null && !ownership.Owns(machine))
            {
                taken.Add(Taken(spec, machine));
            }
            else if (machine is null)
            {
                changes.Add(HostChange.Create(spec));
            }
            else if (wanted.Replace.Contains(host.Name))
            {
                changes.Add(HostChange.Replace(Deletion(host.Name, machine, DeleteReason.Replace), spec));
            }
            else
            {
                changes.Add(HostChange.Keep(host.Name, machine.Name, machine.MachineId, Drift(spec, machine)));
            }
        }

        HashSet<string> declared = [.. wanted.Hosts.Select(h => h.Name)];
        foreach (Machine machine in ours)
        {
            string? host = ownership.HostOf(machine);
            if (!wanted.IsTarget(host) || (host is not null && declared.Contains(host)))
            {
                continue;
            }

            changes.Add(wanted.Intent == PlanIntent.Down ? HostChange.Delete(Deletion(host, machine, DeleteReason.Down))
                : host is not null ? HostChange.Delete(Deletion(host, machine, DeleteReason.Undeclared))
                : HostChange.Keep(null, machine.Name, machine.MachineId, new FieldDifference(HostField.Name, null, machine.Name)));
        }

        return taken.Count > 0 ? throw new CloudProviderException(FileProvider.ProviderId, taken) : new InfraPlan
        {
            Provider = FileProvider.ProviderId,
            Project = ownership.Project,
            Environment = ownership.Environment,
            Changes = changes,
            Warnings = ownership.Project is null ? [new PlanWarning("no_project", "no project.name is set: environments of the same name in other files cannot be told apart")] : [],
            Cost = PlanCost.Unknown,
            Fingerprint = Fingerprints.Of(wanted, there),
            Targets = wanted.Targets,
            Replace = wanted.Replace,
        }.Sorted();
    }

    /// <summary>The fields in which a machine differs from its host.</summary>
    public static FieldDifference[] Drift(HostSpec spec, Machine machine)
    {
        FieldDifference[] fields =
        [
            new(HostField.Size, spec.Size, machine.Size),
            new(HostField.Role, spec.Role, Ownership.RoleOf(machine)),
            new(HostField.Status, Machine.Active, machine.Status),
        ];
        return [.. fields.Where(f => f.Declared != f.Actual)];
    }

    public static Problem Taken(HostSpec spec, Machine machine) => new(
        ErrorCodes.MachineExists,
        $"a machine named '{machine.Name}' ({machine.Id}) exists and is not ours: host '{spec.Name}' cannot be created",
        "rename the host, or take that machine out of the file");

    private static HostDeletion Deletion(string? host, Machine machine, DeleteReason reason) => new()
    {
        Name = host,
        MachineName = machine.Name,
        Role = Ownership.RoleOf(machine),
        Size = machine.Size,
        Region = Nowhere,
        Id = machine.MachineId,
        Reason = reason,
    };
}
