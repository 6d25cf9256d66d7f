using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A declared host, with the defaults filled in.</summary>
internal sealed record HostSettings
{
    /// <summary>The host's key, unique in its environment.</summary>
    public required string Name { get; init; }

    /// <summary><c>{environment}-{host}</c>, unique in the file.</summary>
    public required string MachineName { get; init; }

    public required string Role { get; init; }

    public required string Size { get; init; }

    /// <summary>Where the size that counts stands: the host's own, else the default's.</summary>
    public required SourceLocation? SizeLocation { get; init; }

    public required string SizePath { get; init; }

    public required string Region { get; init; }

    /// <summary>Where the region that counts stands: the host's own, else the default's.</summary>
    public required SourceLocation? RegionLocation { get; init; }

    public required string RegionPath { get; init; }

    /// <summary>A slug, or the number of an image.</summary>
    public required string Image { get; init; }

    /// <summary>Where the image that counts stands: the host's own, else the default's; the host's key where the file names none.</summary>
    public required SourceLocation? ImageLocation { get; init; }

    public required string ImagePath { get; init; }

    /// <summary>The user's own tags, sorted ordinally and distinct; those that show ownership are not among them.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    public UserData? UserData { get; init; }

    public bool Monitoring { get; init; }

    public bool Backups { get; init; }

    public bool Ipv6 { get; init; }

    /// <summary>The VPC's UUID in lower case; null for the region's default VPC.</summary>
    public string? VpcUuid { get; init; }

    /// <summary>What is waited for beside an active droplet.</summary>
    public HostWait Wait { get; init; }

    /// <summary>Whether its droplet is to carry the tag that keeps it from being deleted.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Where the host's key stands.</summary>
    public required SourceLocation? Location { get; init; }

    public required string Path { get; init; }
}
