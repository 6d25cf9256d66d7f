namespace Stagecraft.Providers;

/// <summary>The choices of an account for a new config.</summary>
/// <param name="SshKeys">The account's SSH keys, sorted by name, then id.</param>
/// <param name="Regions">The regions that are available now, sorted by slug.</param>
/// <param name="Sizes">The sizes that are available now, sorted by price, then slug.</param>
public sealed record CloudCatalog(
    IReadOnlyList<CatalogKey> SshKeys, IReadOnlyList<CatalogRegion> Regions, IReadOnlyList<CatalogSize> Sizes);
