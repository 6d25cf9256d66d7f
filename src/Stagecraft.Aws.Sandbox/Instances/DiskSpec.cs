namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>A volume that is created with an instance.</summary>
internal sealed record DiskSpec(string Device, int Gigabytes, string Type, bool DeleteOnTermination)
{
    public int? Iops { get; init; }

    public int? Throughput { get; init; }

    public bool Encrypted { get; init; }

    public string? SnapshotId { get; init; }
}
