namespace Stagecraft.DigitalOcean;

/// <summary>Defaults for hosts without a value of their own, for an environment or for one of its roles.</summary>
public sealed record DigitalOceanDefaults
{
    /// <summary>The region slug. Default: null, none.</summary>
    public string? Region { get; init; }

    /// <summary>The size slug. Default: null, none.</summary>
    public string? Size { get; init; }

    /// <summary>The image: a slug or a number. Default: null, none.</summary>
    public string? Image { get; init; }

    /// <summary>The defaults by role, which override those of the environment; defaults of a role have none. Default: empty.</summary>
    public Dictionary<string, DigitalOceanDefaults> Roles { get; init; } = [];
}
