using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Reading;

/// <summary>What one look during a run showed.</summary>
internal sealed record Observation
{
    /// <summary>When its first request was about to be sent.</summary>
    public required TimeSpan StartedAt { get; init; }

    /// <summary>How far the local time was ahead then.</summary>
    public TimeSpan Drift { get; init; }

    /// <summary>The machines that it showed, by id.</summary>
    public required IReadOnlyDictionary<MachineId, Machine> Machines { get; init; }

    /// <summary>The same, sorted into ours and others'.</summary>
    public required ActualState Actual { get; init; }

    /// <summary>The ids that it was asked about: of these alone an absence means anything.</summary>
    public required IReadOnlySet<MachineId> Asked { get; init; }

    /// <summary>The ids that were read one by one and are there.</summary>
    public required IReadOnlySet<MachineId> ReadById { get; init; }

    /// <summary>The ids that were read one by one and answered 404.</summary>
    public required IReadOnlySet<MachineId> NotFound { get; init; }

    /// <summary>Whether it showed all there is: every machine of ours, and every one that has a name we need.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether it showed every machine of the account, whatever its tags and name.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Whether the log of actions was read and leaves no young create unexplained.</summary>
    public required bool LogIsClear { get; init; }

    /// <summary>The answers' time.</summary>
    public required DateTimeOffset? ServerTime { get; init; }

    /// <summary>When its first request was about to be sent, with the drift.</summary>
    public EngineTime At => new(StartedAt, default, Drift);

    public bool IsYounger(Machine machine, TimeSpan age) => ServerTime is not { } now || now - machine.CreatedAt < age;
}
