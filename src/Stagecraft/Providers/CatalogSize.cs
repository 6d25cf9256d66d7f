namespace Stagecraft.Providers;

/// <summary>A size on offer.</summary>
/// <param name="Slug">Its name in a config.</param>
/// <param name="PriceMonthly">Its list price a month, in USD; null if it is unknown.</param>
/// <param name="Memory">MB.</param>
/// <param name="Disk">GB.</param>
/// <param name="Regions">The slugs of the regions that have it.</param>
public sealed record CatalogSize(string Slug, decimal? PriceMonthly, int Memory, int Disk, IReadOnlyList<string> Regions);
