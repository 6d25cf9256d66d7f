namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>The regions, zones, instance types and public images. Immutable and shared by all sandboxes.</summary>
internal static class Catalog
{
    private static readonly Dictionary<string, Dictionary<string, Image>> ImagesByRegion = RegionTable.All.ToDictionary(
        region => region.Name,
        region => PublicImageTable.All.Select(image => image.In(region.Name)).ToDictionary(image => image.Id, StringComparer.Ordinal),
        StringComparer.Ordinal);

    public static IEnumerable<string> Regions => RegionTable.All.Select(region => region.Name);

    /// <summary>The names of the zones of a region; none for an unknown region.</summary>
    public static IReadOnlyList<string> ZonesOf(string region) =>
        [.. (RegionTable.Find(region)?.Zones ?? []).Select(zone => zone.Name)];

    public static InstanceType? FindType(string name) => InstanceTypeTable.Find(name);

    /// <summary>The public images of a region.</summary>
    public static IEnumerable<Image> ImagesOf(string region) => ImagesByRegion[region].Values;

    public static Image? FindImage(string region, string id) => ImagesByRegion.GetValueOrDefault(region)?.GetValueOrDefault(id);

    /// <summary>Whether a zone offers a type.</summary>
    public static bool IsOffered(string type, string zone) =>
        FindType(type) is { } known && RegionTable.All.Any(region => region.FindZone(zone) is { } found && known.IsOffered(region, found));
}
