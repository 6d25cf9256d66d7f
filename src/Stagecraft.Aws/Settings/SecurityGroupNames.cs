namespace Stagecraft.Aws.Settings;

/// <summary>The names of the security groups of declared firewalls (spec aws.md 8.1).</summary>
internal static class SecurityGroupNames
{
    /// <summary>The beginning of all names.</summary>
    public const string Reserved = "stagecraft.";

    private const string RolePrefix = "role.";

    /// <summary>The beginning of the names of an environment.</summary>
    public static string Prefix(string? project, string environment) =>
        $"{Reserved}{(project is null ? "" : project + ".")}{environment}.";

    /// <summary>The name of a group in the cloud.</summary>
    public static string Of(string? project, string environment, string group) => Prefix(project, environment) + group;

    /// <summary>The group whose members are the hosts of a role. No firewall has a name with a dot.</summary>
    public static string OfRole(string role) => RolePrefix + role;
}
