namespace Stagecraft.Engine.Reading;

/// <summary>What the next poll of a run must read.</summary>
internal sealed record ObservationRequest
{
    /// <summary>The machines that the run waits for. A machine that the list does not show is read by id or by a complete read.</summary>
    public required IReadOnlySet<ResourceId> QueriedIds { get; init; }

    /// <summary>The machines that must be read by id, regardless of the list.</summary>
    public required IReadOnlySet<ResourceId> ReadById { get; init; }

    /// <summary>Whether every owned machine must be read, and every machine with the name of one of <see cref="Hosts"/>.</summary>
    public required bool Complete { get; init; }

    /// <summary>How many of <see cref="QueriedIds"/> were absent from the last read, if the budget is not scarce. If they are many, their
    /// absence is confirmed with a complete read, without a poll before it.</summary>
    public int Absent { get; init; }

    /// <summary>Whether only the machines of <see cref="ReadById"/> are read.</summary>
    public bool OnlyById { get; init; }

    /// <summary>Whether the log of recent creates and deletes must also be read.</summary>
    public required bool Log { get; init; }

    /// <summary>Whether the run is blocked until this poll completes: its requests then have priority over routine polls.</summary>
    public required bool IsUrgent { get; init; }

    /// <summary>The names of hosts that may still appear, sorted.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }
}
