namespace Stagecraft.Engine.Clouds;

/// <summary>The machines of an account, as one read showed them. A driver can derive from it to keep what later reads of the same run
/// need.</summary>
public record AccountSnapshot
{
    /// <summary>Each machine once, sorted by id.</summary>
    public required IReadOnlyList<Machine> Machines { get; init; }

    /// <summary>Whether all machines of the account are shown, whatever their tags and names. Default: false.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The cloud's clock when the machines were read: the earliest of several responses. Null if the cloud does not show it; ages
    /// are then unknown.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>When the first request was sent, as a timestamp of the clock.</summary>
    public required long SentAt { get; init; }

    /// <summary>How many requests a complete read costs. Default: 1.</summary>
    public int ReadCost { get; init; } = 1;

    /// <summary>The server times of machines that were read one by one since.</summary>
    internal IReadOnlyDictionary<ResourceId, DateTimeOffset?> ReadAt { get; init; } = new Dictionary<ResourceId, DateTimeOffset?>();

    /// <summary>Machines that the log of recent deletes shows as being deleted. Read before the first create of a run.</summary>
    internal IReadOnlySet<ResourceId> Terminating { get; init; } = new HashSet<ResourceId>();

    /// <summary>How far the local time was ahead of the steady clock; zero if unknown.</summary>
    internal TimeSpan Drift { get; init; }
}
