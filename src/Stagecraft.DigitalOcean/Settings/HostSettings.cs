namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A declared host with the settings of a droplet.</summary>
internal sealed record HostSettings : DeclaredHost
{
    /// <summary>Where the effective size is in the file: the host's own, otherwise the default's.</summary>
    public required Setting<string> SizeSetting { get; init; }

    /// <summary>Where the effective region is in the file: the host's own, otherwise the default's.</summary>
    public required Setting<string> RegionSetting { get; init; }

    /// <summary>Where the effective image is in the file: the host's own, otherwise the default's, otherwise the host's key.</summary>
    public required Setting<string> ImageSetting { get; init; }

    public UserData? UserData { get; init; }

    public bool Monitoring { get; init; }

    public bool Backups { get; init; }

    public bool Ipv6 { get; init; }

    /// <summary>The VPC's UUID in lower case; null for the region's default VPC.</summary>
    public string? VpcUuid { get; init; }

    public override string CreateSettings => string.Join('\n', UserData?.Sha256, Monitoring, Backups, Ipv6, VpcUuid);

    public override string ToString() => Name;
}
