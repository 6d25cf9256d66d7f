using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>What an environment is to be: its hosts, sorted ordinally by name; none where it is to be cleared.</summary>
internal sealed record DesiredState(Ownership Ownership, PlanIntent Intent, string? SshKeyName, IReadOnlyList<DesiredHost> Hosts)
{
    public static DesiredState Of(DigitalOceanSettings settings, Ownership ownership, PlanIntent intent)
    {
        if (intent == PlanIntent.Clear)
        {
            return new(ownership, intent, null, []);
        }

        EnvironmentSettings environment = settings.Environments.First(e => e.Name == ownership.Environment);
        return new(ownership, intent, settings.SshKeyName, [.. environment.Hosts.Select(h => new DesiredHost(h, TagsOf(h, ownership)))]);
    }

    private static string[] TagsOf(HostSettings host, Ownership ownership) =>
        [.. ownership.TagsFor(host.Role).Concat(host.IsProtected ? [TagNames.Protected] : []).Concat(host.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
