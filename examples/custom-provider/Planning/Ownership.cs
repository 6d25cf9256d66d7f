using FileHosts.Machines;
using Stagecraft.Config;

namespace FileHosts.Planning;

/// <summary>Tells whose a machine is, by its own tags and nothing else: a name proves nothing.</summary>
/// <param name="Project">The project, or null.</param>
/// <param name="Environment">The environment.</param>
internal sealed record Ownership(string? Project, string Environment)
{
    private const string Managed = "stagecraft";
    private const string ProjectPrefix = "stagecraft-project-";
    private const string RolePrefix = "stagecraft-role-";

    public static string MachineName(string environment, string host) => $"{environment}-{host}";

    public static string? RoleOf(Machine machine) =>
        machine.Tags.Where(t => t.StartsWith(RolePrefix, StringComparison.Ordinal)).ToList() is [var only] ? only[RolePrefix.Length..] : null;

    public bool Owns(Machine machine) =>
        machine.Tags.Contains(Managed)
        && machine.Tags.Contains(EnvironmentTag)
        && machine.Tags.Where(t => t.StartsWith(ProjectPrefix, StringComparison.Ordinal)).SequenceEqual(ProjectTags);

    /// <summary>The host that an owned machine is; null where its name gives no valid one.</summary>
    public string? HostOf(Machine machine) =>
        machine.Name.StartsWith(MachineName(Environment, ""), StringComparison.Ordinal) && machine.Name[(Environment.Length + 1)..] is var host && NameRule.IsValid(host)
            ? host
            : null;

    public string MachineName(string host) => MachineName(Environment, host);

    public IReadOnlyList<string> TagsFor(string role) => [.. new[] { Managed, EnvironmentTag, RolePrefix + role }.Concat(ProjectTags).Order(StringComparer.Ordinal)];

    private string EnvironmentTag => $"stagecraft-env-{Environment}";

    private IEnumerable<string> ProjectTags => Project is null ? [] : [ProjectPrefix + Project];
}
