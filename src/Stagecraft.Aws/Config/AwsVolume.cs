namespace Stagecraft.Aws;

/// <summary>A volume of an <see cref="AwsHost"/>.</summary>
public sealed record AwsVolume
{
    /// <summary>The size in GiB, 1 to 16384. A larger size is a change in the plan; a volume cannot shrink.</summary>
    public required int Size { get; init; }

    /// <summary>The file system of a new volume, <c>ext4</c> or <c>xfs</c>. Default: null, <c>ext4</c>.</summary>
    public string? Filesystem { get; init; }

    /// <summary>The directory where the instance mounts the volume at every boot. Default: null, it is not mounted.</summary>
    public string? Mount { get; init; }
}
