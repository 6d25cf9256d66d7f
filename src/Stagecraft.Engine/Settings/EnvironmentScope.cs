using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>What the resources of an environment can refer to.</summary>
internal sealed record EnvironmentScope
{
    private readonly HashSet<string> _tooLong = new(StringComparer.Ordinal);

    /// <summary>The reader of the environment in <c>environments</c>.</summary>
    public required SectionReader Reader { get; init; }

    public required RoleNames Roles { get; init; }

    /// <summary>Its hosts; null if some of them have problems.</summary>
    public required IReadOnlyList<MachineSettings>? Hosts { get; init; }

    public required string? Project { get; init; }

    public required ConfigProblems Problems { get; init; }

    public required FirewallLimits Limits { get; init; }

    /// <summary>The names of the load balancers that the file names.</summary>
    public IReadOnlyList<string> LoadBalancers { get; init; } = [];

    /// <summary>The hosts of an environment; null if one of them is missing because of a problem: what depends on all hosts is then not
    /// checked.</summary>
    /// <param name="declared">The hosts that the file names.</param>
    /// <param name="read">The hosts that were read.</param>
    public static IReadOnlyList<MachineSettings>? Complete(ConfigMapping? declared, IReadOnlyList<MachineSettings>? read) =>
        declared is not null && read is not null && declared.Entries.SelectMany(HostGroup.Names).All(n => read.Any(h => h.Name == n))
            ? read
            : null;

    /// <summary>Reports a role that no host has, or that is too long for the tag of its hosts.</summary>
    public void CheckRole(Setting<string> role)
    {
        Roles.Check(role.Value, role.Location, role.Path, Problems);
        CheckSetTag(role);
    }

    /// <summary>Reports roles of hosts that are too long for the tag that the resources of the environment give them. A role that
    /// <see cref="CheckRole"/> reported is omitted.</summary>
    /// <param name="hosts">The hosts of the environment in the file.</param>
    public void CheckRolesOf(ConfigMapping? hosts)
    {
        foreach (ConfigEntry host in hosts?.Entries ?? [])
        {
            ConfigNode? found = (host.Value as ConfigMapping)?.Find(SharedHostKeys.Role.Name);
            if (found is ConfigScalar { Value: { Length: <= SharedKeys.MaxRole } role } node)
            {
                CheckSetTag(new(role, node.Location, node.Path));
            }
        }
    }

    /// <summary>Reports a name of a resource that is not valid.</summary>
    /// <param name="entry">The entry of the resource.</param>
    /// <param name="noun">The word for it.</param>
    public void CheckName(ConfigEntry entry, string noun)
    {
        if (!NameRule.IsValid(entry.Key) || entry.Key.Length > NameRule.MaxLength)
        {
            Problems.AddAt(
                entry.KeyLocation,
                entry.Value.Path,
                $"{Excerpt.Of(entry.Key)} is not a valid name of {noun}",
                $"{NameRule.Hint}; at most {NameRule.MaxLength} characters");
        }
    }

    private void CheckSetTag(Setting<string> role)
    {
        int length = Context.SetTagOf(role.Value).Length;
        if (length > Limits.MaxTag && _tooLong.Add(role.Value))
        {
            Problems.AddAt(
                role.Location,
                role.Path,
                $"the tag of the hosts with the role {Excerpt.Of(role.Value)} would be {length} characters long: "
                    + $"at most {Limits.MaxTag} are allowed",
                "shorten the role, or the name of the project or environment");
        }
    }

    private ResourceContext Context => new()
    {
        Project = Project,
        Environment = Roles.Environment,
        Machines = new Dictionary<string, ResourceId>(),
        Resources = new Dictionary<(string Kind, string Name), ResourceId>(),
    };
}
