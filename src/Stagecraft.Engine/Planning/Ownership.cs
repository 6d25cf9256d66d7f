using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Determines the owner of a machine by its own tags only (spec 3.3 to 3.7), and its host by its host tag or its name.</summary>
internal sealed record Ownership(string? Project, string Environment, MachineNameTemplate Template)
{
    private readonly MachineNames _names = Template.For(Project, Environment);
    private readonly MachineNames _defaultNames = MachineNameTemplate.Default.For(Project, Environment);

    public string EnvironmentTag { get; } = TagNames.Environment(Environment);

    private string? ProjectTag { get; } = Project is null ? null : TagNames.Project(Project);

    /// <summary>Whether the config has no template of its own: one rule determines the host of a name.</summary>
    public bool HasDefaultNames { get; } =
        Template == MachineNameTemplate.Default || (Project is null && Template.HasProject);

    public bool Owns(Machine machine) => Owns(machine.Tags);

    /// <summary>Whether these are the tags of a machine or another resource of the environment.</summary>
    public bool Owns(IReadOnlyList<string>? tags) => IsOfEnvironment(tags) && HasProject(tags!);

    /// <summary>Whether it belongs to an environment of this name of another project or without a project.</summary>
    public bool IsOfOtherProject(Machine machine) => IsOfEnvironment(machine.Tags) && !HasProject(machine.Tags!);

    /// <summary>The environment of the same name of another project.</summary>
    public Ownership InProject(string project) => new(project, Environment, Template);

    /// <summary>Whether it belongs to the environment of this name without a project, while this one has a project.</summary>
    public bool IsWithoutProject(Machine machine) =>
        Project is not null && IsOfEnvironment(machine.Tags) && !TagNames.Any(machine.Tags!, TagNames.ProjectPrefix);

    /// <summary>The host of an owned machine; null if neither its tag nor its name contains a valid host name (spec 3.4).</summary>
    public string? HostOf(Machine machine)
    {
        IReadOnlyList<string> tags = machine.Tags ?? [];
        return TagNames.Any(tags, TagNames.HostPrefix)
            ? Valid(TagNames.Single(tags, TagNames.HostPrefix))
            : Valid(_names.HostOf(machine.Name)) ?? ByDefault(machine.Name);
    }

    /// <summary>The hosts that a name can mean: by the template of the config, then by the default one.</summary>
    public IEnumerable<string> HostsOfName(string machineName) =>
        new[] { Valid(_names.HostOf(machineName)), ByDefault(machineName) }.OfType<string>().Distinct(StringComparer.Ordinal);

    public string MachineName(string host) => _names.Of(host);

    /// <summary>The names that a machine of a host can have without a host tag.</summary>
    public IReadOnlyList<string> MachineNames(string host) =>
        HasDefaultNames ? [_names.Of(host)] : [_names.Of(host), _defaultNames.Of(host)];

    /// <summary>Whether a name has the form of a machine name of the environment.</summary>
    public bool IsNameOfEnvironment(string machineName) =>
        _names.HostOf(machineName) is not null || _defaultNames.HostOf(machineName) is not null;

    /// <summary>All tags of the machine of a host, sorted ordinally.</summary>
    public IReadOnlyList<string> TagsFor(DeclaredHost host, string madeTag)
    {
        List<string> tags = [TagNames.Managed, EnvironmentTag, TagNames.Role(host.Role), madeTag];
        if (ProjectTag is not null)
        {
            tags.Add(ProjectTag);
        }

        if (host.IsProtected)
        {
            tags.Add(TagNames.Protected);
        }

        foreach (string tag in host.Tags)
        {
            if (!tags.Contains(tag))
            {
                tags.Add(tag);
            }
        }

        tags.Sort(StringComparer.Ordinal);
        return tags;
    }

    /// <summary>Whether it has the tag of the environment, but no owner: an adoption or a <c>forget</c> was interrupted.</summary>
    public bool IsHalfOwned(Machine machine) =>
        machine.Tags is { } tags
        && !TagNames.Has(tags, TagNames.Managed)
        && TagNames.IsSingle(tags, TagNames.EnvironmentPrefix, Environment)
        && (HasProject(tags) || !TagNames.Any(tags, TagNames.ProjectPrefix));

    public static bool IsProtected(Machine machine) => TagNames.Has(machine.Tags ?? [], TagNames.Protected);

    private bool IsOfEnvironment(IReadOnlyList<string>? tags) =>
        tags is not null && TagNames.Has(tags, TagNames.Managed) && TagNames.Has(tags, EnvironmentTag);

    private bool HasProject(IReadOnlyList<string> tags) =>
        Project is null
            ? !TagNames.Any(tags, TagNames.ProjectPrefix)
            : TagNames.IsSingle(tags, TagNames.ProjectPrefix, Project);

    private string? ByDefault(string machineName) => HasDefaultNames ? null : Valid(_defaultNames.HostOf(machineName));

    private static string? Valid(string? host) => host is not null && NameRule.IsValid(host) ? host : null;
}
