using System.Collections.Frozen;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Reading;

/// <summary>A look that showed nothing and proves nothing.</summary>
internal static class EmptyObservation
{
    private static readonly ActualState Nothing =
        new(FrozenDictionary<string, OwnedHost>.Empty, [], Array.Empty<Machine>().ToLookup(d => d.Name), 0);

    public static Observation At(TimeSpan elapsed) => new()
    {
        StartedAt = elapsed,
        Machines = FrozenDictionary<MachineId, Machine>.Empty,
        Actual = Nothing,
        Asked = FrozenSet<MachineId>.Empty,
        ReadById = FrozenSet<MachineId>.Empty,
        NotFound = FrozenSet<MachineId>.Empty,
        IsComplete = false,
        IsWhole = false,
        LogIsClear = false,
        ServerTime = null,
    };
}
