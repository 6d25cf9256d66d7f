namespace Stagecraft.Aws.Sandbox.State;

/// <summary>The attachment of a volume to an instance.</summary>
internal sealed class VolumeAttachment
{
    public string InstanceId { get; set; } = "";

    public string Device { get; set; } = "";

    public DateTimeOffset AttachedAt { get; set; }

    /// <summary>The end of the operation; null for a volume of a new instance.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>When it was or will be detached; null if it is kept.</summary>
    public DateTimeOffset? DetachedAt { get; set; }

    /// <summary>Whether the volume is deleted with the instance.</summary>
    public bool DeleteOnTermination { get; set; }
}
