namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>The regions of DigitalOcean. Append only: networks in state files are derived from the index.</summary>
internal static class RegionTable
{
    public static readonly Row[] Rows =
    [
        new("nyc1", "New York 1"),
        new("nyc2", "New York 2"),
        new("nyc3", "New York 3"),
        new("sfo1", "San Francisco 1", Available: false),
        new("sfo2", "San Francisco 2"),
        new("sfo3", "San Francisco 3"),
        new("ams2", "Amsterdam 2", Available: false),
        new("ams3", "Amsterdam 3"),
        new("sgp1", "Singapore 1"),
        new("lon1", "London 1"),
        new("fra1", "Frankfurt 1"),
        new("tor1", "Toronto 1"),
        new("blr1", "Bangalore 1"),
        new("syd1", "Sydney 1"),
        new("atl1", "Atlanta 1"),
    ];

    public static readonly string[] Features = ["backups", "ipv6", "metadata", "install_agent", "storage", "image_transfer"];

    /// <summary>The available regions that offer a size family.</summary>
    public static IReadOnlyList<string> Offering(SizeFamily family) =>
        [.. Rows.Where(region => region.Available && Offers(region.Slug, family)).Select(region => region.Slug)];

    private static bool Offers(string region, SizeFamily family) => family switch
    {
        SizeFamily.Basic => true,
        SizeFamily.Premium or SizeFamily.Dedicated => region is not "nyc2",
        SizeFamily.Special => region is not ("nyc2" or "sfo2" or "atl1"),
        SizeFamily.Gpu => region is "nyc2" or "tor1" or "atl1",
        _ => false,
    };

    internal sealed record Row(string Slug, string Name, bool Available = true);
}
