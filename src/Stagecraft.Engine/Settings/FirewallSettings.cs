using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>A declared firewall.</summary>
internal sealed record FirewallSettings : DeclaredResource
{
    public required HostTargets Targets { get; init; }

    /// <summary>Sorted by name.</summary>
    public required IReadOnlyList<FirewallRule> Rules { get; init; }

    public override string ToString() => base.ToString();
}
