namespace Stagecraft.DigitalOcean;

/// <summary>The settings of an environment of a <see cref="DigitalOceanConfig"/>.</summary>
public sealed record DigitalOceanEnvironment
{
    /// <summary>The defaults of its hosts. Default: null, those of the config.</summary>
    public DigitalOceanDefaults? Defaults { get; init; }

    /// <summary>The maximum list price of its droplets per month, in USD: <c>budget.monthly_max</c> of the file. Default: null, no
    /// budget.</summary>
    public decimal? MonthlyMax { get; init; }

    /// <summary>The DigitalOcean project by name or id. Default: null, that of the config.</summary>
    public string? DoProject { get; init; }
}
