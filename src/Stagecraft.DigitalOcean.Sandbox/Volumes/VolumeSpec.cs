namespace Stagecraft.DigitalOcean.Sandbox.Volumes;

/// <summary>The settings of a new volume.</summary>
internal sealed record VolumeSpec
{
    public required string Name { get; init; }

    public required string Region { get; init; }

    public required string Description { get; init; }

    /// <summary>In GiB; 0 for that of the snapshot from which the volume is created.</summary>
    public required int Size { get; init; }

    public required string FilesystemType { get; init; }

    public required string FilesystemLabel { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }
}
