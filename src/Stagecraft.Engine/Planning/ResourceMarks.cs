using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Determines the owner of a resource other than a machine by its marks only (spec interface.md 9.1), and its name in the
/// config.</summary>
internal sealed class ResourceMarks(Ownership ownership)
{
    private readonly string _prefix = ownership.Project is { } project
        ? $"{TagNames.Managed}.{project}.{ownership.Environment}." : $"{TagNames.Managed}.{ownership.Environment}.";

    /// <summary>The environment, without machines and resources.</summary>
    public ResourceContext Environment { get; } = new()
    {
        Project = ownership.Project,
        Environment = ownership.Environment,
        Machines = new Dictionary<string, ResourceId>(),
        Resources = new Dictionary<(string Kind, string Name), ResourceId>(),
    };

    /// <summary>The declared resource with its name in the cloud.</summary>
    public DeclaredResource WithCloudName(DeclaredResource declared) =>
        declared.CloudName.Length == 0 ? declared with { CloudName = _prefix + declared.Name } : declared;

    /// <summary>The name of an owned resource in the config; null if it is not owned.</summary>
    public string? NameOf(IResourceKind kind, Resource resource, IEnumerable<DeclaredResource> declared) => kind.Ownership switch
    {
        ResourceOwnership.Tags => OfTags(kind.Kind, resource.Tags),
        ResourceOwnership.NameAndTarget => OfName(resource),
        _ => declared.FirstOrDefault(d => d.CloudName == resource.CloudName)?.Name,
    };

    /// <summary>The own tags of a new resource, sorted ordinally; none for a kind without own tags.</summary>
    public IReadOnlyList<string> TagsFor(IResourceKind kind, DeclaredResource declared)
    {
        if (kind.Ownership != ResourceOwnership.Tags)
        {
            return [];
        }

        string name = declared.Host is { } owner ? declared.Name[(owner.Length + 1)..] : declared.Name;
        List<string> tags = [TagNames.Managed, ownership.EnvironmentTag, TagNames.KindPrefix(kind.Kind) + name];
        tags.AddRange(declared.Host is { } host ? [TagNames.Host(host)] : []);
        tags.AddRange(ownership.Project is { } project ? [TagNames.Project(project)] : []);
        tags.Sort(StringComparer.Ordinal);
        return tags;
    }

    private string? OfTags(string kind, IReadOnlyList<string>? tags)
    {
        if (!ownership.Owns(tags) || TagNames.Single(tags!, TagNames.KindPrefix(kind)) is not { } name)
        {
            return null;
        }

        if (kind != ResourceKind.Volume)
        {
            return name.Split('.').All(NameRule.IsValid) ? name : null;
        }

        return Valid(TagNames.Single(tags!, TagNames.HostPrefix)) is { } host && Valid(name) is { } volume ? $"{host}-{volume}" : null;
    }

    private string? OfName(Resource resource) =>
        resource.CloudName.StartsWith(_prefix, StringComparison.Ordinal)
        && (resource.Targets ?? []).Any(t => Environment.RoleOf(t) is not null)
            ? Valid(resource.CloudName[_prefix.Length..]) : null;

    private static string? Valid(string? name) => name is not null && NameRule.IsValid(name) ? name : null;
}
