namespace Stagecraft.Providers;

/// <summary>A region on offer.</summary>
/// <param name="Slug">Its name in a config.</param>
/// <param name="Name">Its name for people.</param>
public sealed record CatalogRegion(string Slug, string Name);
