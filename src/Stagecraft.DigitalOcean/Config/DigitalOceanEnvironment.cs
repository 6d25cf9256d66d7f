namespace Stagecraft.DigitalOcean;

/// <summary>The settings of an environment of a <see cref="DigitalOceanConfig"/>.</summary>
public sealed record DigitalOceanEnvironment
{
    /// <summary>The defaults of its hosts. Default: null, those of the config.</summary>
    public DigitalOceanDefaults? Defaults { get; init; }

    /// <summary>The maximum list price of its resources per month, in USD: <c>budget.monthly_max</c> of the file. Default: null, no
    /// budget.</summary>
    public decimal? MonthlyMax { get; init; }

    /// <summary>How many hosts of a role may be replaced or resized at the same time, from 1 to 1000: <c>replace.max_unavailable</c> of the
    /// file. Default: null, 1.</summary>
    public int? MaxUnavailable { get; init; }

    /// <summary>The DigitalOcean project by name or id. Default: null, that of the config.</summary>
    public string? DoProject { get; init; }

    /// <summary>Cloud firewalls by name. Default: none.</summary>
    public Dictionary<string, DigitalOceanFirewall> Firewalls { get; init; } = [];

    /// <summary>Load balancers by name. Default: none.</summary>
    public Dictionary<string, DigitalOceanLoadBalancer> LoadBalancers { get; init; } = [];

    /// <summary>Alerts by name. Default: none.</summary>
    public Dictionary<string, DigitalOceanAlert> Alerts { get; init; } = [];
}
