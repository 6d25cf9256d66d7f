namespace Stagecraft.Aws.Sandbox.State;

/// <summary>An EBS volume. A root volume is attached from the creation of its instance on.</summary>
internal sealed class Volume
{
    public string Id { get; set; } = "";

    public string Zone { get; set; } = "";

    public int Gigabytes { get; set; }

    public string Type { get; set; } = "gp3";

    public int? Iops { get; set; }

    public int? Throughput { get; set; }

    public bool Encrypted { get; set; }

    public string? SnapshotId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was or will be deleted; null if it is kept.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The attachment; null while it is available.</summary>
    public VolumeAttachment? Attachment { get; set; }
}
