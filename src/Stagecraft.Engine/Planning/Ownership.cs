using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Tells whose a machine is, by its own tags and nothing else (spec 3.3 to 3.7).</summary>
internal sealed record Ownership(string? Project, string Environment)
{
    private readonly string _dropletPrefix = Environment + "-";

    public string EnvironmentTag { get; } = TagNames.Environment(Environment);

    public bool Owns(Machine machine) =>
        IsOfEnvironment(machine) && HasOurProject(machine.Tags!);

    /// <summary>Made by us for an environment of this name, but for another project or for none.</summary>
    public bool IsOfOtherProject(Machine machine) =>
        IsOfEnvironment(machine) && !HasOurProject(machine.Tags!);

    /// <summary>The host that an owned machine is; null where neither its tag nor its name gives a valid one.</summary>
    public string? HostOf(Machine machine)
    {
        IReadOnlyList<string> tags = machine.Tags ?? [];
        string? host = TagNames.Any(tags, TagNames.HostPrefix)
            ? TagNames.Single(tags, TagNames.HostPrefix)
            : FromName(machine.Name);
        return host is not null && NameRule.IsValid(host) ? host : null;
    }

    public string MachineName(string host) => $"{Environment}-{host}";

    /// <summary>All tags that the machine of a host gets, sorted ordinally.</summary>
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

    /// <summary>Whether it carries the environment's tag and is nobody's: taken over or let go by half.</summary>
    public bool IsHalfOurs(Machine machine) =>
        machine.Tags is { } tags
        && !TagNames.Has(tags, TagNames.Managed)
        && TagNames.IsSingle(tags, TagNames.EnvironmentPrefix, Environment)
        && (HasOurProject(tags) || !TagNames.Any(tags, TagNames.ProjectPrefix));

    public static bool IsProtected(Machine machine) => TagNames.Has(machine.Tags ?? [], TagNames.Protected);

    private bool IsOfEnvironment(Machine machine) =>
        machine.Tags is { } tags && TagNames.Has(tags, TagNames.Managed) && TagNames.Has(tags, EnvironmentTag);

    private bool HasOurProject(IReadOnlyList<string> tags) =>
        Project is null
            ? !TagNames.Any(tags, TagNames.ProjectPrefix)
            : TagNames.IsSingle(tags, TagNames.ProjectPrefix, Project);

    private string? FromName(string name) =>
        name.Length > _dropletPrefix.Length && name.StartsWith(_dropletPrefix, StringComparison.OrdinalIgnoreCase)
            ? name[_dropletPrefix.Length..].ToLowerInvariant()
            : null;
}
