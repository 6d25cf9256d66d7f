using Stagecraft.Engine.Timing;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>What is known of a machine that is to be deleted.</summary>
internal sealed class DeleteOperation(string? name, string machineName, MachineId id, DeleteReason reason)
{
    public string? Name { get; } = name;

    public string MachineName { get; } = machineName;

    public MachineId Id { get; } = id;

    public DeleteReason Reason { get; } = reason;

    /// <summary>Whether this run made it, beside the one that stays.</summary>
    public bool IsOwn { get; init; }

    public DeletePhase Phase { get; set; } = DeletePhase.Queued;

    /// <summary>The machine that stays, where this one is surplus.</summary>
    public MachineId? SurvivorId { get; init; }

    /// <summary>Until when it may seem to be missing because it is fresh, or because its age is not known.</summary>
    public required TimeSpan YoungUntil { get; set; }

    /// <summary>When its tags were last read and said that it is ours; null before.</summary>
    public EngineTime? TagsReadAt { get; set; }

    /// <summary>From when on its delete is tried although the machine is locked; null before it was first seen.</summary>
    public TimeSpan? ProbeAt { get; set; }

    /// <summary>When the last delete was about to be sent.</summary>
    public TimeSpan SendingSince { get; set; }

    /// <summary>When the delete was accepted.</summary>
    public TimeSpan AcceptedAt { get; set; }

    /// <summary>In how many complete looks in a row it was missing.</summary>
    public int AbsentLooks { get; set; }

    /// <summary>Whether it must be read by id: it is missing from the list by our tag, and may only have lost that.</summary>
    public bool MustBeRead { get; set; }

    /// <summary>Whether this run sent a delete for it.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether its delete was told: once, however often it has to be sent.</summary>
    public bool IsReported { get; set; }

    public TimeSpan? Deadline { get; set; }

    public string? Code { get; set; }

    public string? Message { get; set; }

    public bool IsSettled => Phase is DeletePhase.Gone or DeletePhase.Failed or DeletePhase.Skipped or DeletePhase.Kept;
}
