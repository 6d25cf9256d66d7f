using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The offer that the account can create droplets from.</summary>
/// <param name="Regions">Regions by slug; null if they could not be read.</param>
/// <param name="Sizes">Sizes by slug; null if they could not be read.</param>
/// <param name="Images">The declared images by their slug or id: null for an image that does not exist, no entry for an image that could
/// not be read.</param>
internal sealed record Catalog(
    IReadOnlyDictionary<string, Region>? Regions, IReadOnlyDictionary<string, Size>? Sizes, IReadOnlyDictionary<string, Image?> Images);
