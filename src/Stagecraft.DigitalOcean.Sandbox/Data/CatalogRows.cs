namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>Converts table rows to API objects.</summary>
internal static class CatalogRows
{
    private const string BuiltAt = "2026-01-15T12:00:00Z";

    public static SizeJson Size(SizeTable.Row row)
    {
        // DigitalOcean bills at most 672 hours per month; the monthly GPU prices are the published hourly prices for 744 hours.
        decimal hourly = Math.Round(row.Monthly / (row.Family == SizeFamily.Gpu ? 744 : 672), 5);
        return new SizeJson
        {
            Slug = row.Slug,
            Memory = row.Memory,
            Vcpus = row.Vcpus,
            Disk = row.Disk,
            Transfer = row.Transfer,
            PriceMonthly = (double)row.Monthly,
            PriceHourly = (double)hourly,
            Regions = RegionTable.Offering(row.Family),
            Available = row.Family != SizeFamily.Retired,
            Description = row.Description,
            DiskInfo = row.Scratch == 0
                ? [SizeJson.DiskInfoJson.Local(row.Disk)]
                : [SizeJson.DiskInfoJson.Local(row.Disk), SizeJson.DiskInfoJson.Scratch(row.Scratch)],
            GpuInfo = row.Family == SizeFamily.Gpu ? Gpu(row.Slug) : null,
        };
    }

    public static RegionJson Region(RegionTable.Row row, IReadOnlyList<SizeJson> sizes) =>
        new(row.Slug, row.Name, RegionTable.Features, row.Available,
            [.. sizes.Where(size => size.Regions.Contains(row.Slug)).Select(size => size.Slug)]);

    public static ImageJson Image(ImageTable.Row row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Type = row.Type,
        IsApplication = row.IsApplication,
        Distribution = row.Distribution,
        Slug = row.Slug,
        Regions = row.Regions ?? [.. RegionTable.Rows.Select(region => region.Slug)],
        CreatedAt = BuiltAt,
        MinDiskSize = row.MinDiskSize,
        SizeGigabytes = row.SizeGigabytes,
        Description = row.IsApplication ? row.Name : $"{row.Distribution} {row.Name}",
    };

    /// <summary>Parses the slug: <c>gpu-h100x8-640gb</c> has eight H100 with 640 GB in total.</summary>
    private static SizeJson.GpuInfoJson Gpu(string slug)
    {
        string[] parts = slug.Split('-');
        int times = parts[1].LastIndexOf('x');
        int gigabytes = int.Parse(parts[2].AsSpan(0, parts[2].Length - 2), System.Globalization.CultureInfo.InvariantCulture);
        SizeJson.AmountJson memory = new SizeJson.AmountJson(gigabytes, "gib");
        return new SizeJson.GpuInfoJson(parts[1][times + 1] - '0', $"nvidia_{parts[1][..times]}", memory);
    }
}
