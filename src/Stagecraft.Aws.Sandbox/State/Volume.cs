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

    /// <summary>The end of the creation; null for a volume of a new instance.</summary>
    public DateTimeOffset? AvailableAt { get; set; }

    /// <summary>When it was or will be deleted; null if it is kept.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The last attachment, which may have ended; null before the first one.</summary>
    public VolumeAttachment? Attachment { get; set; }

    /// <summary>The last modification; null before the first one.</summary>
    public VolumeModification? Modification { get; set; }

    /// <summary>The attachment at a time; null while it is available.</summary>
    public VolumeAttachment? AttachmentAt(DateTimeOffset now) => Attachment is { } last && !(last.DetachedAt <= now) ? last : null;

    public bool IsDeleted(DateTimeOffset now) => DeletedAt <= now;
}
