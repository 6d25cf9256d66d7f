using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Adoption;

/// <summary>The tags that make a machine owned or unmanaged, in an order in which it never belongs to another owner in between (spec 14). Pure.</summary>
internal static class AdoptionRules
{
    private const string Declared = "declared";

    /// <exception cref="CloudProviderException">The machine cannot become this host.</exception>
    public static OwnershipChange Adopt(CloudTerms terms, Ownership ownership, DesiredHost host, Machine machine, ActualState actual)
    {
        IReadOnlyList<string> tags = machine.Tags!;
        if (ownership.Owns(machine))
        {
            string? already = ownership.HostOf(machine);
            return already == host.Name
                ? new() { Action = OwnershipAction.Adopt, Machine = Status(host.Name, machine), Drift = DriftFinder.Between(host, machine) }
                : throw terms.Failure(ErrorCodes.Refused, $"{terms.Machine} {Text(machine)} belongs to this environment already, as {(already is null ? "no host" : $"host '{already}'")}", $"let it go first: stagecraft infra forget {already ?? Id(machine)}");
        }

        string[] others = [.. tags.Where(t => IsOfAnother(t, ownership, host)).Order(StringComparer.Ordinal)];
        if (others.Length > 0)
        {
            throw terms.Failure(ErrorCodes.Refused, $"{terms.Machine} {Text(machine)} belongs to another project, environment, host or role: {string.Join(", ", others)}",
                "let it go there first (stagecraft infra forget), or take these tags from it");
        }

        if (ownership.IsOfOtherProject(machine))
        {
            throw terms.Failure(ErrorCodes.Refused, $"{terms.Machine} {Text(machine)} belongs to an environment '{ownership.Environment}' without a project", "let it go there first (stagecraft infra forget)");
        }

        if (actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned))
        {
            throw terms.Failure(ErrorCodes.MachineExists, $"host '{host.Name}' exists already: it is {terms.Machine} {Text(owned.Survivor)}", $"let that go first: stagecraft infra forget {host.Name}");
        }

        if (machine.IsLocked)
        {
            throw terms.Failure(ErrorCodes.Refused, $"{terms.Machine} {Text(machine)} is locked: something is being done to it, and it may be about to go", "try again when that is over");
        }

        string[] wanted =
        [
            .. host.Declared.IsProtected ? [TagNames.Protected] : Array.Empty<string>(),
            .. ownership.HostOf(machine with { Tags = [] }) == host.Name ? Array.Empty<string>() : [TagNames.Host(host.Name)],
            TagNames.Role(host.Declared.Role),
            .. ownership.Project is { } project ? [TagNames.Project(project)] : Array.Empty<string>(),
            ownership.EnvironmentTag,
            TagNames.Managed,
        ];
        string[] add = [.. wanted.Where(t => !TagNames.Has(tags, t))];
        return new()
        {
            Action = OwnershipAction.Adopt,
            Machine = Status(host.Name, machine),
            Add = add,
            Drift = DriftFinder.Between(host, machine with { Tags = [.. tags, .. add] }),
            Warnings = ownership.Project is null ? [PlanWarnings.ProjectUnknown] : [],
        };
    }

    /// <param name="machine">The machine.</param>
    /// <param name="terms">The words of the cloud.</param>
    /// <param name="ownership">The project and the environment.</param>
    /// <param name="isDeclared">Whether the file declares its host.</param>
    /// <exception cref="CloudProviderException">It is protected.</exception>
    public static OwnershipChange Forget(CloudTerms terms, Ownership ownership, Machine machine, bool isDeclared)
    {
        string? host = ownership.HostOf(machine);
        if (Ownership.IsProtected(machine))
        {
            throw terms.Failure(ErrorCodes.Refused, $"{terms.Machine} {Text(machine)} is protected", $"end that first: stagecraft infra unprotect {host ?? Id(machine)}");
        }

        // Without the first tag it is unmanaged. Removing the project's tag before that one would make it a machine of no project.
        string[] remove = [.. machine.Tags!.Where(TagNames.IsReserved).OrderBy(RankOfRemoval).ThenBy(t => t, StringComparer.Ordinal)];
        string next = string.Equals(machine.Name, ownership.MachineName(host ?? ""), StringComparison.OrdinalIgnoreCase)
            ? "would find its name taken"
            : "would create it anew";
        return new()
        {
            Action = OwnershipAction.Forget,
            Machine = Status(host, machine),
            Remove = remove,
            Warnings = isDeclared && host is not null ? [new(Declared, $"the file still declares '{host}': the next run {next}")] : [],
        };
    }

    public static OwnershipChange Unprotect(Ownership ownership, Machine machine, bool isDeclared)
    {
        string? host = ownership.HostOf(machine);
        return new()
        {
            Action = OwnershipAction.Unprotect,
            Machine = Status(host, machine),
            Remove = [.. machine.Tags!.Where(t => string.Equals(t, TagNames.Protected, StringComparison.OrdinalIgnoreCase))],
            Warnings = isDeclared ? [new(Declared, $"the file still says that '{host}' is protected: the next run would protect it again")] : [],
        };
    }

    /// <summary>The machine that is meant by a host's name, or by the id of one of its machines.</summary>
    /// <exception cref="CloudProviderException">None is, or several are.</exception>
    public static Machine Find(CloudTerms terms, Ownership ownership, OwnershipAction action, string host, IReadOnlyList<Machine> machines)
    {
        Machine[] ours = [.. machines.Where(ownership.Owns)];
        Machine[] meant = Meant(ownership, host, ours);
        if (action == OwnershipAction.Unprotect && meant.Any(Ownership.IsProtected))
        {
            meant = [.. meant.Where(Ownership.IsProtected)];
        }
        else if (action == OwnershipAction.Unprotect && meant.Length > 1)
        {
            meant = [OwnedHost.Of(host, meant).Survivor];
        }
        else if (action == OwnershipAction.Forget && meant.Length == 0)
        {
            meant = Meant(ownership, host, [.. machines.Where(ownership.IsHalfOwned)]);
        }

        return meant.Length switch
        {
            1 => meant[0],
            0 => throw terms.Failure(
                ErrorCodes.MachineNotFound,
                $"{terms.Machine} of host '{host}' not found in environment '{ownership.Environment}'{(ownership.Project is { } project ? $" of project '{project}'" : "")}",
                Suggestion.Nearest(host, ours.Select(ownership.HostOf).OfType<string>()) is { } near ? $"did you mean '{near}'?" : "stagecraft infra hosts lists those that are there"),
            _ => throw terms.Failure(ErrorCodes.Refused, $"host '{host}' has several {terms.Machines}: {string.Join(", ", meant.OrderBy(d => d.Id).Select(Text))}", "name the one that you mean by its id"),
        };
    }

    public static string Text(Machine machine) => $"'{machine.Name}' (id {Id(machine)})";

    private static Machine[] Meant(Ownership ownership, string host, Machine[] machines)
    {
        Machine[] named = [.. machines.Where(d => ownership.HostOf(d) == host)];
        return named.Length > 0 ? named : [.. machines.Where(d => Id(d) == host)];
    }

    /// <summary>A second tag of such a kind would make it two hosts, or one of two environments.</summary>
    private static bool IsOfAnother(string tag, Ownership ownership, DesiredHost host)
    {
        return Is(TagNames.EnvironmentPrefix, ownership.Environment)
            || Is(TagNames.ProjectPrefix, ownership.Project)
            || Is(TagNames.HostPrefix, host.Name)
            || Is(TagNames.RolePrefix, host.Declared.Role);

        bool Is(string prefix, string? ours) =>
            tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !string.Equals(tag[prefix.Length..], ours, StringComparison.OrdinalIgnoreCase);
    }

    private static int RankOfRemoval(string tag) =>
        string.Equals(tag, TagNames.Managed, StringComparison.OrdinalIgnoreCase) ? 0
        : Begins(tag, TagNames.ProjectPrefix) ? 1
        : Begins(tag, TagNames.RolePrefix) ? 2
        : Begins(tag, TagNames.HostPrefix) ? 4
        : Begins(tag, TagNames.EnvironmentPrefix) ? 5
        : 3;

    private static bool Begins(string tag, string prefix) => tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static HostStatus Status(string? host, Machine machine) =>
        HostStatuses.Of(host, machine, host is null ? new HashSet<string>() : new HashSet<string> { host });

    private static string Id(Machine machine) => machine.Id.Value;
}
