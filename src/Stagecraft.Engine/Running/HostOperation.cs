using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>What is known of a declared host during a run.</summary>
internal sealed class HostOperation(DesiredHost host)
{
    public DesiredHost Host { get; } = host;

    public string Name => Host.Name;

    public HostPhase Phase { get; set; } = HostPhase.Queued;

    /// <summary>The deletions that come before its create, where it is to be replaced.</summary>
    public IReadOnlyList<DeleteOperation> Replaced { get; init; } = [];

    /// <summary>The machine that counts as this host, once there is one.</summary>
    public Machine? Machine { get; set; }

    /// <summary>The machines whose ids answered a create of this very run: the only ones that the run may delete unasked.</summary>
    public Dictionary<MachineId, Machine> Own { get; } = [];

    /// <summary>Ids that were seen gone; a list that still shows them lags.</summary>
    public HashSet<MachineId> GoneIds { get; } = [];

    /// <summary>Machines that a create returned although they are not this host: deleted, or renamed before the run. The next create uses another token.</summary>
    public HashSet<MachineId> SpentIds { get; } = [];

    /// <summary>Whether a create had an unknown outcome, and no read has shown since that it had no effect.</summary>
    public bool MayExist { get; set; }

    /// <summary>Whether a create of this run may have made its machine.</summary>
    public bool IsCreatedHere { get; set; }

    /// <summary>The machine that is to stay where this run made a second one, until it was read by id; null where there is no second.</summary>
    public Machine? SurvivorSought { get; set; }

    /// <summary>Whether the search for the one that stays was given up: it does not begin again.</summary>
    public bool IsSurvivorGivenUp { get; set; }

    /// <summary>Until when it is sought, in worked time.</summary>
    public TimeSpan SurvivorSoughtUntil { get; set; }

    /// <summary>Whether it is sent alone, because a group with it was refused.</summary>
    public bool Alone { get; set; }

    /// <summary>Whether a create of it got no clear answer, whatever became clear since.</summary>
    public bool WasUnclear { get; set; }

    /// <summary>When the answer to its create was given up, or since when it counts as if it had been.</summary>
    public TimeSpan UnclearSince { get; set; }

    /// <summary>When its machine became known to this run.</summary>
    public TimeSpan KnownSince { get; set; }

    /// <summary>Until when it may take, in worked time; null while nothing is waited for.</summary>
    public TimeSpan? Deadline { get; set; }

    /// <summary>In how many complete looks in a row its going machine was missing.</summary>
    public int AbsentLooks { get; set; }

    /// <summary>Whether its create was told: once, however often it has to be sent.</summary>
    public bool IsCreateReported { get; set; }

    /// <summary>The status told last, so that only changes are told.</summary>
    public string? ReportedStatus { get; set; }

    public string? Code { get; set; }

    public string? Message { get; set; }

    public bool IsSettled => Phase is HostPhase.Ready or HostPhase.Unchanged or HostPhase.Failed;
}
