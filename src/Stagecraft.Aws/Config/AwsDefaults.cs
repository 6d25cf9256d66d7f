namespace Stagecraft.Aws;

/// <summary>Defaults for hosts without a value of their own, for an environment or for one of its roles.</summary>
public sealed record AwsDefaults
{
    /// <summary>The region. Default: null, none.</summary>
    public string? Region { get; init; }

    /// <summary>The instance type. Default: null, none.</summary>
    public string? Size { get; init; }

    /// <summary>The image: an alias, an image id or a parameter. Default: null, none.</summary>
    public string? Image { get; init; }

    /// <summary>The security groups by name or id; not used for defaults of a role. Default: empty, those of the config.</summary>
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];

    /// <summary>The defaults by role, which override those of the environment; defaults of a role have none. Default: empty.</summary>
    public Dictionary<string, AwsDefaults> Roles { get; init; } = [];
}
