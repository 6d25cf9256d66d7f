using System.Globalization;
using System.Text.Json;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>The one way from the API's shapes to ours.</summary>
internal static class WireMapper
{
    // Sums of such prices stay far below what a decimal holds.
    private const decimal HighestPrice = 1_000_000_000;

    public static Machine ToMachine(WireDroplet droplet) => new()
    {
        Id = MachineIdOf(droplet.Id),
        Name = droplet.Name,
        State = StateOf(droplet.Status),
        Status = droplet.Status,
        IsBusy = droplet.Locked,
        CreatedAt = droplet.CreatedAt,
        Region = droplet.Region.Slug,
        Size = droplet.SizeSlug,
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

    public static Tag ToTag(WireTag tag) => new(tag.Name);

    public static DropletAction ToAction(WireAction action) =>
        new(action.Id, action.Status, action.Type, action.StartedAt, action.ResourceId is > 0 and long id ? MachineIdOf(id) : null, action.ResourceType);

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

    private static MachineState StateOf(string status) => status switch
    {
        "new" => MachineState.Starting,
        "active" => MachineState.Running,
        "off" => MachineState.Stopped,
        _ => MachineState.Unknown,
    };

    private static MachineId MachineIdOf(long id) => new(Id(id).ToString(CultureInfo.InvariantCulture));

    private static long Id(long id) => id > 0 ? id : throw new JsonException("an id is not above 0");

    private static decimal Price(decimal price) => price is >= 0 and <= HighestPrice ? price : throw new JsonException("a price makes no sense");

    private static List<string> Texts(List<string?> texts) => texts.ConvertAll(text => text ?? throw new JsonException("an entry is null"));
}
