using System.Collections.Frozen;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Planning;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>A look that showed nothing and proves nothing.</summary>
internal static class EmptyObservation
{
    private static readonly ActualState Nothing =
        new(FrozenDictionary<string, OwnedHost>.Empty, [], Array.Empty<Droplet>().ToLookup(d => d.Name), 0);

    public static Observation At(TimeSpan elapsed) => new()
    {
        StartedAt = elapsed,
        Droplets = FrozenDictionary<long, Droplet>.Empty,
        Actual = Nothing,
        Asked = FrozenSet<long>.Empty,
        ReadById = FrozenSet<long>.Empty,
        NotFound = FrozenSet<long>.Empty,
        IsComplete = false,
        IsWhole = false,
        LogIsClear = false,
        ServerTime = null,
    };
}
