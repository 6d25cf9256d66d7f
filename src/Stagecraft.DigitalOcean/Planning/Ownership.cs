using Stagecraft.Config;
using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>Tells whose a droplet is, by its own tags and nothing else (spec 3.3 to 3.7).</summary>
internal sealed record Ownership(string? Project, string Environment)
{
    private readonly string _dropletPrefix = Environment + "-";

    public string EnvironmentTag { get; } = TagNames.Environment(Environment);

    public bool Owns(Droplet droplet) =>
        IsOfEnvironment(droplet) && HasOurProject(droplet.Tags!);

    /// <summary>Made by us for an environment of this name, but for another project or for none.</summary>
    public bool IsOfOtherProject(Droplet droplet) =>
        IsOfEnvironment(droplet) && !HasOurProject(droplet.Tags!);

    /// <summary>The host that an owned droplet is; null where neither its tag nor its name gives a valid one.</summary>
    public string? HostOf(Droplet droplet)
    {
        IReadOnlyList<string> tags = droplet.Tags ?? [];
        string? host = TagNames.Any(tags, TagNames.HostPrefix)
            ? TagNames.Single(tags, TagNames.HostPrefix)
            : FromName(droplet.Name);
        return host is not null && NameRule.IsValid(host) ? host : null;
    }

    public string MachineName(string host) => $"{Environment}-{host}";

    /// <summary>The tags that every droplet of ours gets, without the user's own; sorted ordinally.</summary>
    public IEnumerable<string> TagsFor(string role)
    {
        yield return TagNames.Managed;
        yield return EnvironmentTag;
        if (Project is not null)
        {
            yield return TagNames.Project(Project);
        }

        yield return TagNames.Role(role);
    }

    /// <summary>Whether it carries the environment's tag and is nobody's: taken over or let go by half.</summary>
    public bool IsHalfOurs(Droplet droplet) =>
        droplet.Tags is { } tags
        && !TagNames.Has(tags, TagNames.Managed)
        && TagNames.IsSingle(tags, TagNames.EnvironmentPrefix, Environment)
        && (HasOurProject(tags) || !TagNames.Any(tags, TagNames.ProjectPrefix));

    public static bool IsProtected(Droplet droplet) => TagNames.Has(droplet.Tags ?? [], TagNames.Protected);

    private bool IsOfEnvironment(Droplet droplet) =>
        droplet.Tags is { } tags && TagNames.Has(tags, TagNames.Managed) && TagNames.Has(tags, EnvironmentTag);

    private bool HasOurProject(IReadOnlyList<string> tags) =>
        Project is null
            ? !TagNames.Any(tags, TagNames.ProjectPrefix)
            : TagNames.IsSingle(tags, TagNames.ProjectPrefix, Project);

    private string? FromName(string name) =>
        name.Length > _dropletPrefix.Length && name.StartsWith(_dropletPrefix, StringComparison.OrdinalIgnoreCase)
            ? name[_dropletPrefix.Length..].ToLowerInvariant()
            : null;
}
