using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Determines the owner of a machine by its own tags only (spec 3.3 to 3.7).</summary>
internal sealed record Ownership(string? Project, string Environment)
{
    private readonly string _namePrefix = Environment + "-";

    public string EnvironmentTag { get; } = TagNames.Environment(Environment);

    public bool Owns(Machine machine) => IsOfEnvironment(machine) && HasProject(machine.Tags!);

    /// <summary>Whether it belongs to an environment of this name of another project or without a project.</summary>
    public bool IsOfOtherProject(Machine machine) => IsOfEnvironment(machine) && !HasProject(machine.Tags!);

    /// <summary>The host of an owned machine; null if neither its tag nor its name contains a valid host name.</summary>
    public string? HostOf(Machine machine)
    {
        IReadOnlyList<string> tags = machine.Tags ?? [];
        string? host = TagNames.Any(tags, TagNames.HostPrefix)
            ? TagNames.Single(tags, TagNames.HostPrefix)
            : FromName(machine.Name);
        return host is not null && NameRule.IsValid(host) ? host : null;
    }

    public string MachineName(string host) => $"{Environment}-{host}";

    /// <summary>All tags of the machine of a host, sorted ordinally.</summary>
    public IReadOnlyList<string> TagsFor(DeclaredHost host)
    {
        List<string> tags = [TagNames.Managed, EnvironmentTag, TagNames.Role(host.Role), .. host.Tags];
        if (Project is not null)
        {
            tags.Add(TagNames.Project(Project));
        }

        if (host.IsProtected)
        {
            tags.Add(TagNames.Protected);
        }

        return [.. tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether it has the tag of the environment, but no owner: an adoption or a <c>forget</c> was interrupted.</summary>
    public bool IsHalfOwned(Machine machine) =>
        machine.Tags is { } tags
        && !TagNames.Has(tags, TagNames.Managed)
        && TagNames.IsSingle(tags, TagNames.EnvironmentPrefix, Environment)
        && (HasProject(tags) || !TagNames.Any(tags, TagNames.ProjectPrefix));

    public static bool IsProtected(Machine machine) => TagNames.Has(machine.Tags ?? [], TagNames.Protected);

    private bool IsOfEnvironment(Machine machine) =>
        machine.Tags is { } tags && TagNames.Has(tags, TagNames.Managed) && TagNames.Has(tags, EnvironmentTag);

    private bool HasProject(IReadOnlyList<string> tags) =>
        Project is null
            ? !TagNames.Any(tags, TagNames.ProjectPrefix)
            : TagNames.IsSingle(tags, TagNames.ProjectPrefix, Project);

    private string? FromName(string name) =>
        name.Length > _namePrefix.Length && name.StartsWith(_namePrefix, StringComparison.OrdinalIgnoreCase)
            ? name[_namePrefix.Length..].ToLowerInvariant()
            : null;
}
