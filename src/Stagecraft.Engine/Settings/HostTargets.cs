using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>The hosts of an environment that a resource applies to.</summary>
/// <param name="Roles">Their roles, sorted ordinally; empty for all hosts.</param>
internal sealed record HostTargets(IReadOnlyList<string> Roles)
{
    /// <summary>The name of the field.</summary>
    public const string FieldName = "targets";

    /// <summary>The value for all hosts: not a valid name of a role.</summary>
    public const string AllHosts = "all hosts";

    public static HostTargets All { get; } = new([]);

    public DeclaredField Field => new(FieldName, Roles.Count == 0 ? AllHosts : string.Join(", ", Roles));

    public bool Includes(string role) => Roles.Count == 0 || Roles.Contains(role, StringComparer.Ordinal);

    /// <summary>The set tags of the hosts.</summary>
    public IReadOnlyList<string> Tags(ResourceContext context) => Roles.Count == 0 ? [context.SetTag] : [.. Roles.Select(context.SetTagOf)];
}
