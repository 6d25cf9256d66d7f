using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Reading;

/// <summary>What a run learned from one poll.</summary>
internal sealed record Observation
{
    /// <summary>When the first request was about to be sent.</summary>
    public required TimeSpan StartedAt { get; init; }

    /// <summary>The drift of the local clock at that time.</summary>
    public TimeSpan Drift { get; init; }

    /// <summary>The existing machines, by id.</summary>
    public required IReadOnlyDictionary<MachineId, Machine> Machines { get; init; }

    /// <summary>The same machines, classified as owned and unmanaged.</summary>
    public required ActualState Actual { get; init; }

    /// <summary>The machines that the poll queried. Only the absence of these is significant.</summary>
    public required IReadOnlySet<MachineId> QueriedIds { get; init; }

    /// <summary>The machines that were read by id and exist.</summary>
    public required IReadOnlySet<MachineId> ReadById { get; init; }

    /// <summary>The machines that were read by id and were not found.</summary>
    public required IReadOnlySet<MachineId> NotFound { get; init; }

    /// <summary>Whether every owned machine was read, and every machine with the name of a queried host.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether every machine of the account was read, regardless of tags and name.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Whether the log was read and the machine of every recent create is known.</summary>
    public required bool LogIsClear { get; init; }

    /// <summary>The cloud's clock when the lists were read; null if unknown.</summary>
    public required DateTimeOffset? ServerTime { get; init; }

    /// <summary><see cref="StartedAt"/>, with the drift.</summary>
    public EngineTime At => new(StartedAt, default, Drift);

    public bool IsYounger(Machine machine, TimeSpan age) => ServerTime is not { } now || now - machine.CreatedAt < age;
}
