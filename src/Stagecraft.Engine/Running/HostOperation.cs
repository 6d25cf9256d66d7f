using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>The state of a declared host during a run.</summary>
internal sealed class HostOperation(DesiredHost desired)
{
    public DesiredHost Desired { get; } = desired;

    public string Name => Desired.Name;

    public HostPhase Phase { get; set; } = HostPhase.Queued;

    /// <summary>The deletions that come before its create if it is replaced.</summary>
    public IReadOnlyList<DeleteOperation> Replaced { get; init; } = [];

    /// <summary>The machine of this host, or null.</summary>
    public Machine? Machine { get; set; }

    /// <summary>The machines whose ids a create of this run returned: the only ones that the run may delete without confirmation.</summary>
    public Dictionary<ResourceId, Machine> Own { get; } = [];

    /// <summary>Machines that are known to be deleted. A stale list can still show them.</summary>
    public HashSet<ResourceId> DeletedIds { get; } = [];

    /// <summary>Machines that a create returned although they are not this host: deleted, or renamed before the run. The next create uses
    /// another token.</summary>
    public HashSet<ResourceId> RejectedIds { get; } = [];

    /// <summary>Whether a create had an unknown outcome, and no read has shown since that it had no effect.</summary>
    public bool MayExist { get; set; }

    /// <summary>Whether a create of this run may have created its machine.</summary>
    public bool IsCreatedHere { get; set; }

    /// <summary>The machine to keep if this run created a duplicate, until it was read by id; null without a duplicate.</summary>
    public Machine? SurvivorSought { get; set; }

    /// <summary>Whether the search for the machine to keep has ended without a result. It does not start again.</summary>
    public bool IsSurvivorGivenUp { get; set; }

    /// <summary>The end of that search, in worked time.</summary>
    public TimeSpan SurvivorSoughtUntil { get; set; }

    /// <summary>Whether its create is sent alone, because a batch with it was refused.</summary>
    public bool IsAlone { get; set; }

    /// <summary>Whether the outcome of a create was unknown at any time.</summary>
    public bool WasUnclear { get; set; }

    /// <summary>The time from which the settle window of an unclear create is measured.</summary>
    public TimeSpan UnclearSince { get; set; }

    /// <summary>The time of the read that its create relies on: it showed no machine of the host.</summary>
    public EngineTime CheckedAt { get; set; }

    /// <summary>When its machine became known to this run.</summary>
    public TimeSpan KnownSince { get; set; }

    /// <summary>The end of the current wait, in worked time; null without one.</summary>
    public TimeSpan? Deadline { get; set; }

    /// <summary>The number of consecutive complete reads that did not show its machine.</summary>
    public int AbsentReads { get; set; }

    /// <summary>Whether the create event was reported: once, regardless of repetitions.</summary>
    public bool IsCreateReported { get; set; }

    /// <summary>The status that was reported last. Only changes are reported.</summary>
    public string? ReportedStatus { get; set; }

    /// <summary>Whether its create was refused or not sent, and the outcome of no earlier one is unknown.</summary>
    public bool IsCreateRefused { get; set; }

    public string? Code { get; set; }
    public string? Message { get; set; }

    public bool IsSettled => Phase is HostPhase.Ready or HostPhase.Unchanged or HostPhase.Failed;
}
