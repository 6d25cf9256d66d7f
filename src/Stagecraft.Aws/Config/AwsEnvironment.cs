namespace Stagecraft.Aws;

/// <summary>The settings of an environment of an <see cref="AwsConfig"/>.</summary>
public sealed record AwsEnvironment
{
    /// <summary>The defaults of its hosts. Default: null, those of the config.</summary>
    public AwsDefaults? Defaults { get; init; }

    /// <summary>The maximum list price of its resources per month, in USD: <c>budget.monthly_max</c> of the file. Default: null, no
    /// budget.</summary>
    public decimal? MonthlyMax { get; init; }

    /// <summary>How many hosts of a role may be replaced or resized at the same time, from 1 to 1000: <c>replace.max_unavailable</c> of the
    /// file. Default: null, 1.</summary>
    public int? MaxUnavailable { get; init; }

    /// <summary>Firewalls by name, each a security group. Default: none.</summary>
    public Dictionary<string, AwsFirewall> Firewalls { get; init; } = [];
}
