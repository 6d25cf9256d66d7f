using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>What an environment is to be: its hosts, sorted ordinally by name; none where it is to be cleared.</summary>
internal sealed record DesiredState(Ownership Ownership, PlanIntent Intent, string? SshKeyName, IReadOnlyList<DesiredHost> Hosts)
{
    /// <summary>What may be done, and what more than to converge.</summary>
    public HostChoice Choice { get; init; } = HostChoice.All;

    public static DesiredState Of(DigitalOceanSettings settings, Ownership ownership, PlanIntent intent, HostChoice choice)
    {
        if (intent == PlanIntent.Clear)
        {
            return new(ownership, intent, null, []) { Choice = choice };
        }

        EnvironmentSettings environment = settings.Environments.First(e => e.Name == ownership.Environment);
        return new(ownership, intent, settings.SshKeyName, [.. environment.Hosts.Select(h => new DesiredHost(h, TagsOf(h, ownership)))]) { Choice = choice };
    }

    private static string[] TagsOf(HostSettings host, Ownership ownership) =>
        [.. ownership.TagsFor(host.Role).Concat(host.IsProtected ? [TagNames.Protected] : []).Concat(host.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
