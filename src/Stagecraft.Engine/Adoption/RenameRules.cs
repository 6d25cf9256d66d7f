using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine.Adoption;

/// <summary>The steps that make the machine of a host another host, in an order in which it always is exactly one of both
/// (spec 14.5.1). Pure.</summary>
internal sealed class RenameRules(CloudTerms terms, Ownership ownership, AdoptionRules adoption)
{
    private readonly ResourceContext _set = new ResourceMarks(ownership).Environment;

    /// <summary>The machine to rename; null if the host exists, and nothing is to be renamed.</summary>
    /// <param name="old">The present host, or the id of one of its machines.</param>
    /// <param name="host">The host that it becomes.</param>
    /// <param name="machines">The machines of the account.</param>
    /// <exception cref="CloudProviderException">There is none, or there are several.</exception>
    public Machine? Find(string old, DesiredHost host, IReadOnlyList<Machine> machines)
    {
        Machine[] found = adoption.Matching(old, machines);
        bool isDone = found.Length == 0 ? Existing(host, machines) is not null : found.All(m => ownership.HostOf(m) == host.Name);
        return isDone ? null : adoption.Find(OwnershipAction.Rename, old, machines);
    }

    /// <summary>The change of a host that exists: none.</summary>
    public OwnershipChange Nothing(DesiredHost host, IReadOnlyList<Machine> machines) => new()
    {
        Action = OwnershipAction.Rename,
        Machine = AdoptionRules.Status(host.Name, Existing(host, machines)!.Survivor),
        NewHost = host.Name,
    };

    /// <exception cref="CloudProviderException">The machine cannot become this host.</exception>
    public OwnershipChange Rename(DesiredHost host, Machine machine, IReadOnlyList<Machine> machines)
    {
        string old = ownership.HostOf(machine) ?? throw terms.Failure(
            ErrorCodes.Refused,
            $"{terms.Machine} {AdoptionRules.Text(machine)} is not a host",
            $"to make it a host: {ErrorHints.Adopt(ownership, machine.Id, host.Name)}");
        if (Obstacle(host, machine, machines) is { } obstacle)
        {
            throw terms.Failure(obstacle.Code, obstacle.Message, obstacle.Hint);
        }

        IReadOnlyList<string> tags = machine.Tags!;
        string[] hostTag = [.. tags.Where(t => t.StartsWith(TagNames.HostPrefix, StringComparison.OrdinalIgnoreCase))];
        string[] add =
        [
            .. (host.Declared.IsProtected ? [TagNames.Protected] : Array.Empty<string>()).Where(IsMissing),
            .. hostTag.Length == 0 ? [TagNames.Host(old)] : Array.Empty<string>(),
            .. host.Declared.Tags.Where(t => _set.RoleOf(t) is not null).Where(IsMissing),
            .. new[] { TagNames.Role(host.Declared.Role) }.Where(IsMissing),
        ];
        string[] remove =
        [
            .. tags.Where(t => IsOfOtherRole(t, host.Declared.Role)).Order(StringComparer.Ordinal),
            .. hostTag.Length == 0 ? [TagNames.Host(old)] : hostTag,
        ];
        return new()
        {
            Action = OwnershipAction.Rename,
            Machine = AdoptionRules.Status(old, machine) with { IsDeclared = false },
            NewHost = host.Name,
            NewMachineName = machine.Name == host.MachineName ? null : host.MachineName,
            Add = add,
            Remove = remove,
            Drift = DriftFinder.Between(
                host, machine with { Name = host.MachineName, Tags = [.. tags.Concat(add).Where(t => !TagNames.Has(remove, t))] }),
            Warnings = ownership.Project is null ? [PlanWarnings.ProjectUnknown] : [],
        };

        bool IsMissing(string tag) => !TagNames.Has(tags, tag);
    }

    /// <summary>Checks a machine that is being renamed, against what was read with it.</summary>
    /// <param name="host">The host that it becomes.</param>
    /// <param name="change">The change.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="machines">All machines of the read.</param>
    /// <param name="isSent">Whether all steps were sent: the read can be out of date.</param>
    /// <returns>The failure, or null.</returns>
    public CloudFailure? Check(
        DesiredHost host, OwnershipChange change, Machine machine, IReadOnlyCollection<Machine> machines, bool isSent)
    {
        string? now = ownership.Owns(machine) ? ownership.HostOf(machine) : null;
        if (now == change.Machine.Name)
        {
            return isSent ? null : Obstacle(host, machine, machines);
        }

        if (now != host.Name)
        {
            return new(
                ErrorCodes.PlanStale,
                $"the name or the tags of {terms.Machine} {AdoptionRules.Text(machine)} were changed at the same time",
                AdoptionRules.ReviewAgain);
        }

        return Existing(host, machines.Where(m => m.Id != machine.Id))?.Survivor is not { } other ? null : new(
            ErrorCodes.MachineExists,
            $"{terms.Machine} {AdoptionRules.Text(machine)} was renamed, but {terms.Machine} {AdoptionRules.Text(other)} became host "
                + $"'{host.Name}' at the same time: the next plan would delete one of them",
            $"release one of them before the next run: {ErrorHints.Forget(ownership, machine.Id.Value)} (or {other.Id})");
    }

    /// <summary>Another machine that is the host or has its name; null if there is none.</summary>
    private CloudFailure? Obstacle(DesiredHost host, Machine machine, IEnumerable<Machine> machines)
    {
        Machine[] others = [.. machines.Where(m => m.Id != machine.Id)];
        if (Existing(host, others)?.Survivor is { } existing)
        {
            return new(
                ErrorCodes.MachineExists,
                $"host '{host.Name}' already exists: it is {terms.Machine} {AdoptionRules.Text(existing)}",
                $"delete that {terms.Machine}, or release it: {ErrorHints.Forget(ownership, host.Name)}");
        }

        Machine? named = Array.Find(
            others, m => !ownership.Owns(m) && string.Equals(m.Name, host.MachineName, StringComparison.OrdinalIgnoreCase));
        return named is null ? null : new(
            ErrorCodes.MachineExists,
            $"{terms.Machine} '{host.MachineName}' already exists (id {named.Id}) and {OwnerText.Of(named)}",
            $"choose another name for the host, or delete or rename that {terms.Machine}");
    }

    private OwnedHost? Existing(DesiredHost host, IEnumerable<Machine> machines) =>
        Inventory.Classify(ownership, machines).Hosts.GetValueOrDefault(host.Name);

    private bool IsOfOtherRole(string tag, string role)
    {
        string? other = tag.StartsWith(TagNames.RolePrefix, StringComparison.OrdinalIgnoreCase)
            ? tag[TagNames.RolePrefix.Length..] : _set.RoleOf(tag);
        return other is { Length: > 0 } && !string.Equals(other, role, StringComparison.OrdinalIgnoreCase);
    }
}
