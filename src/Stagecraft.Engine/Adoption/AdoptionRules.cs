using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine.Adoption;

/// <summary>The tags that make a machine managed or unmanaged, in an order in which it never belongs to another owner in between (spec 14).
/// Pure.</summary>
internal sealed class AdoptionRules(CloudTerms terms, Ownership ownership)
{
    /// <summary>The hint after a change by another user.</summary>
    public const string ReviewAgain = "run the command again, and review the new preview";

    private const string Declared = "declared";

    /// <exception cref="CloudProviderException">The machine cannot become this host.</exception>
    public OwnershipChange Adopt(DesiredHost host, Machine machine, IEnumerable<Machine> machines)
    {
        IReadOnlyList<string> tags = machine.Tags!;
        bool isOwned = ownership.Owns(machine);
        bool isManaged = isOwned || ownership.IsWithoutProject(machine);
        IEnumerable<string> wanted = isManaged ? ManagedTags(host, machine) : AllTags(host, machine);
        string[] add = [.. wanted.Where(t => !TagNames.Has(tags, t))];
        if (isManaged)
        {
            RequireSameHost(host, machine);
        }

        if (!isOwned || add.Length > 0)
        {
            RequireUnclaimed(host, machine, machines, isManaged);
        }

        return new()
        {
            Action = OwnershipAction.Adopt,
            Machine = Status(host.Name, machine),
            Add = add,
            Drift = DriftFinder.Between(host, machine with { Tags = [.. tags, .. add] }),
            Warnings = ownership.Project is null && add.Length > 0 ? [PlanWarnings.ProjectUnknown]
                : isManaged && !isOwned ? [PlanWarnings.OfNoProject(terms, ownership, machine)]
                : [],
        };
    }

    /// <summary>All tags of a host, in the order in which an unmanaged machine gets them.</summary>
    private IEnumerable<string> AllTags(DesiredHost host, Machine machine) =>
    [
        .. host.Declared.IsProtected ? [TagNames.Protected] : Array.Empty<string>(),
        .. HostTag(host, machine),
        TagNames.Role(host.Declared.Role),
        .. ProjectTag(),
        ownership.EnvironmentTag,
        TagNames.Managed,
    ];

    /// <summary>The tags of a machine of the environment, with or without a project. The last one makes it the host of this
    /// project.</summary>
    private IEnumerable<string> ManagedTags(DesiredHost host, Machine machine) =>
    [
        .. host.Declared.IsProtected && !ownership.Owns(machine) ? [TagNames.Protected] : Array.Empty<string>(),
        .. HostTag(host, machine),
        .. ProjectTag(),
    ];

    private static string[] HostTag(DesiredHost host, Machine machine) =>
        string.Equals(machine.Name, host.MachineName, StringComparison.OrdinalIgnoreCase) ? [] : [TagNames.Host(host.Name)];

    private string[] ProjectTag() =>
        ownership.Project is { } project ? [TagNames.Project(project)] : [];

    /// <exception cref="CloudProviderException">The machine of the environment is another host.</exception>
    private void RequireSameHost(DesiredHost host, Machine machine)
    {
        string? already = ownership.HostOf(machine);
        bool mayBe = TagNames.Any(machine.Tags!, TagNames.HostPrefix)
            ? already == host.Name
            : ownership.HostsOfName(machine.Name).Contains(host.Name) || (already is null && ownership.Owns(machine));
        if (mayBe)
        {
            return;
        }

        string of = already is null ? "" : $", as host '{already}'";
        throw ownership.Owns(machine)
            ? terms.Failure(
                ErrorCodes.Refused,
                $"{terms.Machine} {Text(machine)} already belongs to this environment{of}",
                $"release it first: {ErrorHints.Forget(ownership, already ?? Id(machine))}")
            : terms.Failure(
                ErrorCodes.Refused,
                $"{terms.Machine} {Text(machine)} belongs to an environment '{ownership.Environment}' without a project{of}",
                "release it first with a config file without a project (infra forget)");
    }

    /// <exception cref="CloudProviderException">The machine has another owner or is locked, or the host exists.</exception>
    private void RequireUnclaimed(
        DesiredHost host, Machine machine, IEnumerable<Machine> machines, bool isManaged)
    {
        // The role of a machine of this environment can be drift.
        string[] others =
        [
            .. machine.Tags!
                .Where(t => IsOfAnother(t, host) && !(isManaged && Begins(t, TagNames.RolePrefix)))
                .Order(StringComparer.Ordinal),
        ];
        if (others.Length > 0)
        {
            throw terms.Failure(
                ErrorCodes.Refused,
                $"{terms.Machine} {Text(machine)} belongs to another project, environment, host or role: {string.Join(", ", others)}",
                "release it in its environment first (infra forget), or remove these tags");
        }

        ActualState actual = Inventory.Classify(ownership, machines.Where(m => m.Id != machine.Id));
        if (actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned))
        {
            throw terms.Failure(
                ErrorCodes.MachineExists,
                $"host '{host.Name}' already exists: it is {terms.Machine} {Text(owned.Survivor)}",
                $"release that {terms.Machine} first: {ErrorHints.Forget(ownership, host.Name)}");
        }

        if (machine.IsLocked)
        {
            throw terms.Failure(
                ErrorCodes.Refused,
                $"{terms.Machine} {Text(machine)} is locked: another operation is in progress, which may delete it",
                "try again when that operation has finished");
        }
    }

    /// <summary>Checks a machine that is being adopted, before its last tag is sent and after it: it must be unmanaged before, and the only
    /// machine of the host after.</summary>
    /// <returns>The failure, or null.</returns>
    public CloudFailure? Check(DesiredHost host, OwnershipChange change, Machine machine, IEnumerable<Machine> machines)
    {
        if (change.Add.All(t => TagNames.Has(machine.Tags!, t)))
        {
            ActualState others = Inventory.Classify(ownership, machines.Where(m => m.Id != machine.Id));
            return others.Hosts.GetValueOrDefault(host.Name)?.Survivor is not { } other ? null : new(
                ErrorCodes.MachineExists,
                $"{terms.Machine} '{machine.Name}' was adopted, but {terms.Machine} {Text(other)} became host '{host.Name}' " +
                "at the same time: the next plan would delete one of them",
                $"release one of them before the next run: {ErrorHints.Forget(ownership, Id(machine))} (or {other.Id})");
        }

        try
        {
            return Adopt(host, machine, machines).Add.SequenceEqual([change.Add[^1]])
                ? null
                : new(ErrorCodes.PlanStale, $"the tags of {terms.Machine} '{machine.Name}' were changed at the same time", ReviewAgain);
        }
        catch (CloudProviderException e)
        {
            return new(e.Code, e.Problems[0].Message, e.Hint);
        }
    }

    /// <exception cref="CloudProviderException">It is protected.</exception>
    public OwnershipChange Forget(Machine machine, bool isDeclared)
    {
        string? host = ownership.HostOf(machine);
        if (Ownership.IsProtected(machine))
        {
            throw terms.Failure(
                ErrorCodes.Refused,
                $"{terms.Machine} {Text(machine)} is protected",
                $"remove the protection first: {ErrorHints.Unprotect(ownership, host ?? Id(machine))}");
        }

        // Without the first tag it is unmanaged. Without the project's tag, but with the first, it would belong to an environment without a
        // project.
        string[] remove = [.. machine.Tags!.Where(TagNames.IsReserved).OrderBy(RankOfRemoval).ThenBy(t => t, StringComparer.Ordinal)];
        string next = string.Equals(machine.Name, ownership.MachineName(host ?? ""), StringComparison.OrdinalIgnoreCase)
            ? "would fail, because its name is in use"
            : $"would create a new {terms.Machine} for it";
        return new()
        {
            Action = OwnershipAction.Forget,
            Machine = Status(host, machine),
            Remove = remove,
            Warnings = isDeclared && host is not null ? [new(Declared, $"the file still declares '{host}': the next run {next}")] : [],
        };
    }

    public OwnershipChange Unprotect(Machine machine, bool isDeclared)
    {
        string? host = ownership.HostOf(machine);
        return new()
        {
            Action = OwnershipAction.Unprotect,
            Machine = Status(host, machine),
            Remove = [.. machine.Tags!.Where(t => string.Equals(t, TagNames.Protected, StringComparison.OrdinalIgnoreCase))],
            Warnings = isDeclared
                ? [new(Declared, $"the file still declares '{host}' as protected: the next run would protect it again")]
                : [],
        };
    }

    /// <summary>The machine of a host, by the host's name or by the id of one of its machines.</summary>
    /// <exception cref="CloudProviderException">There is none, or there are several.</exception>
    public Machine Find(OwnershipAction action, string host, IReadOnlyList<Machine> machines)
    {
        Machine[] ours = [.. machines.Where(ownership.Owns)];
        Machine[] found = Among(ours, host);
        if (action == OwnershipAction.Unprotect && found.Any(Ownership.IsProtected))
        {
            found = [.. found.Where(Ownership.IsProtected)];
        }
        else if (action == OwnershipAction.Unprotect && found.Length > 1)
        {
            found = [OwnedHost.Of(host, found).Survivor];
        }
        else if (action == OwnershipAction.Forget && found.Length == 0)
        {
            found = Among([.. machines.Where(ownership.IsHalfOwned)], host);
        }

        return found.Length switch
        {
            1 => found[0],
            0 => throw terms.Failure(
                ErrorCodes.MachineNotFound,
                $"{terms.Machine} of host '{host}' not found in environment '{ownership.Environment}'"
                    + (ownership.Project is { } project ? $" of project '{project}'" : ""),
                Suggestion.Nearest(host, ours.Select(ownership.HostOf).OfType<string>()) is { } near
                    ? $"did you mean '{near}'?"
                    : $"`stagecraft infra hosts -e {ownership.Environment}` lists all hosts"),
            _ => throw terms.Failure(
                ErrorCodes.Refused,
                $"host '{host}' has several {terms.Machines}: {string.Join(", ", found.OrderBy(d => d.Id).Select(Text))}",
                "specify one of them by its id"),
        };
    }

    public static string Text(Machine machine) => $"'{machine.Name}' (id {Id(machine)})";

    /// <summary>The owned machines of a host, or the one with this id.</summary>
    public Machine[] Matching(string host, IEnumerable<Machine> machines) => Among([.. machines.Where(ownership.Owns)], host);

    private Machine[] Among(Machine[] machines, string host)
    {
        Machine[] named = [.. machines.Where(d => ownership.HostOf(d) == host)];
        return named.Length > 0 ? named : [.. machines.Where(d => Id(d) == host)];
    }

    /// <summary>A second tag of such a kind would assign it to two hosts or environments.</summary>
    private bool IsOfAnother(string tag, DesiredHost host)
    {
        return Is(TagNames.EnvironmentPrefix, ownership.Environment)
            || Is(TagNames.ProjectPrefix, ownership.Project)
            || Is(TagNames.HostPrefix, host.Name)
            || Is(TagNames.RolePrefix, host.Declared.Role);

        bool Is(string prefix, string? ours) =>
            Begins(tag, prefix) && !string.Equals(tag[prefix.Length..], ours, StringComparison.OrdinalIgnoreCase);
    }

    private static int RankOfRemoval(string tag) =>
        string.Equals(tag, TagNames.Managed, StringComparison.OrdinalIgnoreCase) ? 0
        : Begins(tag, TagNames.ProjectPrefix) ? 1
        : Begins(tag, TagNames.RolePrefix) ? 2
        : Begins(tag, TagNames.HostPrefix) ? 4
        : Begins(tag, TagNames.EnvironmentPrefix) ? 5
        : 3;

    private static bool Begins(string tag, string prefix) => tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    public static HostStatus Status(string? host, Machine machine) =>
        HostStatuses.Of(host, machine, host is null ? new HashSet<string>() : new HashSet<string> { host });

    private static string Id(Machine machine) => machine.Id.Value;
}
