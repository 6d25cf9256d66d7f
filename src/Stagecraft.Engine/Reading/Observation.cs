using System.Collections.Frozen;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Reading;

/// <summary>What a run learned from one poll. Without data it is no evidence of an absence.</summary>
internal sealed record Observation
{
    private static readonly ActualState NoMachines = Inventory.Classify(new Ownership(null, "", MachineNameTemplate.Default), []);

    /// <summary>When the first request was about to be sent.</summary>
    public required TimeSpan StartedAt { get; init; }

    /// <summary>The drift of the local clock at that time.</summary>
    public TimeSpan Drift { get; init; }

    /// <summary>The existing machines, by id.</summary>
    public IReadOnlyDictionary<ResourceId, Machine> Machines { get; init; } = FrozenDictionary<ResourceId, Machine>.Empty;

    /// <summary>The same machines, classified as owned and unmanaged.</summary>
    public ActualState Actual { get; init; } = NoMachines;

    /// <summary>The machines that the poll queried. Only the absence of these is significant.</summary>
    public IReadOnlySet<ResourceId> QueriedIds { get; init; } = FrozenSet<ResourceId>.Empty;

    /// <summary>The machines that were read by id and exist.</summary>
    public IReadOnlySet<ResourceId> ReadById { get; init; } = FrozenSet<ResourceId>.Empty;

    /// <summary>The machines that were read by id and were not found.</summary>
    public IReadOnlySet<ResourceId> NotFound { get; init; } = FrozenSet<ResourceId>.Empty;

    /// <summary>Whether every owned machine was read, and every machine with the name of a queried host.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether every machine of the account was read, regardless of tags and name.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the log was read and the machine of every recent create is known.</summary>
    public bool LogIsClear { get; init; }

    /// <summary>The cloud's clock when the lists were read; null if unknown.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary><see cref="StartedAt"/>, with the drift.</summary>
    public EngineTime At => new(StartedAt, default, Drift);

    public bool WasReadById(ResourceId id) => ReadById.Contains(id) || NotFound.Contains(id);

    public bool IsYounger(Machine machine, TimeSpan age) => ServerTime is not { } now || now - machine.CreatedAt < age;
}
