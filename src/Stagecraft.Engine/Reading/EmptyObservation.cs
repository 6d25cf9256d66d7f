using System.Collections.Frozen;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine.Reading;

/// <summary>An observation without data: it is no evidence of an absence.</summary>
internal static class EmptyObservation
{
    private static readonly ActualState NoMachines =
        new(FrozenDictionary<string, OwnedHost>.Empty, [], Array.Empty<Machine>().ToLookup(m => m.Name), 0);

    public static Observation At(TimeSpan elapsed) => new()
    {
        StartedAt = elapsed,
        Machines = FrozenDictionary<MachineId, Machine>.Empty,
        Actual = NoMachines,
        QueriedIds = FrozenSet<MachineId>.Empty,
        ReadById = FrozenSet<MachineId>.Empty,
        NotFound = FrozenSet<MachineId>.Empty,
        IsComplete = false,
        IsWhole = false,
        LogIsClear = false,
        ServerTime = null,
    };
}
