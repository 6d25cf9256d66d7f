using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>What the account may create machines from, as far as it could be read.</summary>
/// <param name="Regions">Regions by slug; null where they could not be read.</param>
/// <param name="Sizes">Sizes by slug; null where they could not be read.</param>
/// <param name="Images">The images asked for, by the slug or id that the config gives: null where there is no such image, no entry where it
/// could not be read.</param>
internal sealed record Catalog(
    IReadOnlyDictionary<string, Region>? Regions,
    IReadOnlyDictionary<string, Size>? Sizes,
    IReadOnlyDictionary<string, Image?> Images);
