namespace Stagecraft.Providers;

/// <summary>What an account can make hosts from: all that a first config has to choose.</summary>
/// <param name="SshKeys">The account's SSH keys, sorted by name, then id.</param>
/// <param name="Regions">The regions where hosts can be made now, sorted by slug.</param>
/// <param name="Sizes">The sizes that can be had now, sorted by price, then slug.</param>
public sealed record CloudCatalog(IReadOnlyList<CatalogKey> SshKeys, IReadOnlyList<CatalogRegion> Regions, IReadOnlyList<CatalogSize> Sizes);
