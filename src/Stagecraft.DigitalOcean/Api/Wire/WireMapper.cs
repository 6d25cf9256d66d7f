using System.Text.Json;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Converts and validates objects of the API.</summary>
internal static class WireMapper
{
    // Sums of such prices stay far below the maximum of a decimal.
    private const decimal MaxPrice = 1_000_000_000;

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
        Tags = droplet.Tags is null ? null : Strings(droplet.Tags),
        PublicIpv4 = AddressOf(droplet.Networks?.V4, "public"),
        PrivateIpv4 = AddressOf(droplet.Networks?.V4, "private"),
        PublicIpv6 = AddressOf(droplet.Networks?.V6, "public"),
    };

    public static SshKey ToSshKey(SshKey key) => key with { Id = Id(key.Id) };

    public static Size ToSize(WireSize size) => new()
    {
        Slug = size.Slug,
        PriceMonthly = size.PriceMonthly is < 0 or > MaxPrice ? throw new JsonException("a price is out of range") : size.PriceMonthly,
        Disk = size.Disk,
        Memory = size.Memory,
        Available = size.Available,
        Regions = Strings(size.Regions),
    };

    public static Image ToImage(WireImage image) => 
        new(Strings(image.Regions ?? []), image.MinDiskSize, image.Status, image.ErrorMessage);

    public static DropletAction ToAction(WireAction action) => new(
        action.Status, action.Type, action.StartedAt, action.ResourceId is > 0 and long id ? MachineIdOf(id) : null, action.ResourceType);

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

    private static long Id(long id) => id > 0 ? id : throw new JsonException("an id is not positive");

    private static List<string> Strings(List<string?> strings) => strings.ConvertAll(s => s ?? throw new JsonException("an entry is null"));
}
