namespace Stagecraft.Engine.Clouds;

/// <summary>How a cloud behaves. Every default is the cautious one; a fact can only shorten a wait or save a read.</summary>
public sealed record CloudFacts
{
    /// <summary>What a second request with the same content does. Default: <see cref="RepeatedCreate.MayDuplicate"/>.</summary>
    public RepeatedCreate RepeatedCreate { get; init; } = RepeatedCreate.MayDuplicate;

    /// <summary>Whether a machine shows the tags of its create request from the moment it is first visible. Default: false.</summary>
    public bool TagsAreAtomic { get; init; }

    /// <summary>How many machines one create request can create. Default: 1.</summary>
    public int MachinesPerCreate { get; init; } = 1;

    /// <summary>How many create requests may be in flight. Default: 1.</summary>
    public int CreatesInFlight { get; init; } = 1;

    /// <summary>How many delete requests may be in flight. Default: 1.</summary>
    public int DeletesInFlight { get; init; } = 1;

    /// <summary>How many machines one update request can change. Default: 1.</summary>
    public int MachinesPerUpdate { get; init; } = 1;

    /// <summary>Whether <see cref="ICloudAccount.UpdateAsync"/> sends every <see cref="MachineAction"/>. Without it, plans cannot resize,
    /// rename or switch on machines, and runs cannot create snapshots. Default: false.</summary>
    public bool HasActions { get; init; }

    /// <summary>Whether a size includes the capacity of the machine's disk, so that a resize can grow the disk. Default: false.</summary>
    public bool SizesHaveDisks { get; init; }

    /// <summary>How long a busy machine is left alone before its delete is tried nevertheless. Default: 30 s.</summary>
    public TimeSpan BusyRetry { get; init; } = TimeSpan.FromSeconds(30);
}
