using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>What the account may create droplets from.</summary>
/// <param name="Regions">Regions by slug.</param>
/// <param name="Sizes">Sizes by slug.</param>
/// <param name="Images">The images asked for, by the slug or id that the config gives; null where there is no such image.</param>
internal sealed record Catalog(
    IReadOnlyDictionary<string, Region> Regions,
    IReadOnlyDictionary<string, Size> Sizes,
    IReadOnlyDictionary<string, Image?> Images);
