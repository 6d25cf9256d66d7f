using System.Text.Json;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>The one way from the API's shapes to ours.</summary>
internal static class WireMapper
{
    // Sums of such prices stay far below what a decimal holds.
    private const decimal HighestPrice = 1_000_000_000;

    public static Droplet ToDroplet(WireDroplet droplet) => new()
    {
        Id = Id(droplet.Id),
        Name = droplet.Name,
        Status = droplet.Status,
        Locked = droplet.Locked,
        CreatedAt = droplet.CreatedAt,
        Region = droplet.Region.Slug,
        Size = droplet.SizeSlug,
        PriceMonthly = droplet.Size?.PriceMonthly,
        Tags = droplet.Tags is null ? null : Texts(droplet.Tags),
        PublicIpv4 = AddressOf(droplet.Networks?.V4, "public"),
        PrivateIpv4 = AddressOf(droplet.Networks?.V4, "private"),
        PublicIpv6 = AddressOf(droplet.Networks?.V6, "public"),
    };

    public static SshKey ToSshKey(WireSshKey key) => new(Id(key.Id), key.Name, key.Fingerprint);

    public static Region ToRegion(WireRegion region) => new(region.Slug, region.Name, region.Available);

    public static Size ToSize(WireSize size) => new()
    {
        Slug = size.Slug,
        PriceMonthly = Price(size.PriceMonthly),
        PriceHourly = Price(size.PriceHourly),
        Disk = size.Disk,
        Memory = size.Memory,
        Available = size.Available,
        Regions = Texts(size.Regions),
        IsGpu = size.GpuInfo is not null || size.Slug.StartsWith("gpu-", StringComparison.Ordinal),
    };

    public static Image ToImage(WireImage image) => new()
    {
        Id = image.Id,
        Slug = image.Slug,
        Name = image.Name,
        Regions = Texts(image.Regions ?? []),
        MinDiskSize = image.MinDiskSize,
        Status = image.Status,
    };

    public static Tag ToTag(WireTag tag) => new(tag.Name, tag.Resources?.Droplets?.Count);

    public static DropletAction ToAction(WireAction action) =>
        new(action.Id, action.Status, action.Type, action.StartedAt, action.ResourceId, action.ResourceType);

    public static WireCreate ToWire(CreateDroplets create) => new()
    {
        Name = create.Names.Count == 1 ? create.Names[0] : null,
        Names = create.Names.Count == 1 ? null : create.Names,
        Region = create.Region,
        Size = create.Size,
        Image = create.Image,
        SshKeys = create.SshKeyIds,
        Tags = create.Tags,
        UserData = create.UserData,
        Backups = create.Backups,
        Ipv6 = create.Ipv6,
        Monitoring = create.Monitoring,
        VpcUuid = create.VpcUuid,
        PublicNetworking = create.PublicNetworking,
    };

    private static string? AddressOf(List<WireAddress?>? addresses, string type) =>
        addresses?.FirstOrDefault(a => a?.Type == type && !string.IsNullOrEmpty(a.IpAddress))?.IpAddress;

    private static long Id(long id) => id > 0 ? id : throw new JsonException("an id is not above 0");

    private static decimal Price(decimal price) => price is >= 0 and <= HighestPrice ? price : throw new JsonException("a price makes no sense");

    private static List<string> Texts(List<string?> texts) => texts.ConvertAll(text => text ?? throw new JsonException("an entry is null"));
}
