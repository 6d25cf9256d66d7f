using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>The state of the deletion of a machine.</summary>
internal sealed class DeleteOperation(string? name, string machineName, ResourceId id, DeleteReason reason)
{
    public string? Name { get; } = name;
    public string MachineName { get; } = machineName;
    public ResourceId Id { get; } = id;
    public DeleteReason Reason { get; } = reason;

    /// <summary>Whether it is a duplicate that this run created.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Why the machine has no snapshot and must not be deleted; null if it may be.</summary>
    public CloudFailure? Unsaved { get; init; }

    public DeletePhase Phase { get; set; } = DeletePhase.Queued;

    /// <summary>The machine to keep, if this one is a duplicate.</summary>
    public ResourceId? SurvivorId { get; init; }

    /// <summary>Until when its absence proves nothing, because it is new or its age is unknown.</summary>
    public required TimeSpan YoungUntil { get; set; }

    /// <summary>When a read last showed the tags that permit its deletion; otherwise null.</summary>
    public EngineTime? TagsReadAt { get; set; }

    /// <summary>From when on its delete is tried although the machine is locked; null before the first read that shows it.</summary>
    public TimeSpan? ProbeAt { get; set; }

    public TimeSpan SendingSince { get; set; }
    public TimeSpan AcceptedAt { get; set; }

    /// <summary>The number of consecutive complete reads that did not show it.</summary>
    public int AbsentReads { get; set; }

    /// <summary>Whether it must be read by id: the list by tag does not show it, and it may only have lost the tag.</summary>
    public bool MustBeRead { get; set; }

    public bool IsSent { get; set; }

    /// <summary>Whether the delete event was reported: once, regardless of repetitions.</summary>
    public bool IsReported { get; set; }

    /// <summary>The reason for a delay that was reported last, without the id of the request.</summary>
    public string? DelayReported { get; set; }

    public TimeSpan? Deadline { get; set; }
    public string? Code { get; set; }
    public string? Message { get; set; }

    public bool IsSettled => Phase is DeletePhase.Deleted or DeletePhase.Failed or DeletePhase.Skipped or DeletePhase.Kept;
}
