using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads the roles of the hosts that a resource applies to.</summary>
internal static class TargetRule
{
    /// <summary>Reads <c>roles</c> or <c>all</c>. Problems are reported.</summary>
    /// <param name="scope">The environment.</param>
    /// <param name="reader">The resource.</param>
    /// <param name="isRequired">Whether one of the keys must be present; otherwise the default is all hosts.</param>
    public static HostTargets Read(EnvironmentScope scope, SectionReader reader, bool isRequired)
    {
        Declared<IReadOnlyList<Setting<string>>> roles = reader.Texts(FirewallKeys.Roles);
        bool isAll = reader.Flag(FirewallKeys.All);
        if (isAll && roles.IsPresent)
        {
            reader.ReportBoth(FirewallKeys.Roles, FirewallKeys.All);
        }
        else if (!isAll && !roles.IsPresent && isRequired
            && reader.Node(FirewallKeys.All).Setting?.Value is ConfigScalar { Value: "false" })
        {
            reader.ReportMissing(
                FirewallKeys.Roles, "name the roles of its hosts: roles: [app]; for all hosts of the environment: all: true");
        }

        foreach (Setting<string> role in roles.Setting?.Value ?? [])
        {
            scope.CheckRole(role);
        }

        return new([.. (roles.Setting?.Value ?? []).Select(r => r.Value).Order(StringComparer.Ordinal)]);
    }
}
