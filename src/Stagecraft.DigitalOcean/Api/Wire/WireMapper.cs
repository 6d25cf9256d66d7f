using System.Text.Json;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Converts and validates objects of the API.</summary>
internal static class WireMapper
{
    // Sums of such prices stay far below the maximum of a decimal.
    private const decimal MaxPrice = 1_000_000_000;

    public static Machine ToMachine(WireDroplet droplet)
    {
        List<string> publicIpv4 = AddressesOf(droplet.Networks?.V4, "public");
        return new Droplet
        {
            Id = ToMachineId(droplet.Id),
            Name = droplet.Name,
            State = StateOf(droplet.Status),
            Status = Known(droplet.Status, droplet, "status"),
            IsBusy = droplet.Locked ?? OfUnmanaged(false, droplet, "locked"),
            CreatedAt = droplet.CreatedAt ?? OfUnmanaged(DateTimeOffset.UnixEpoch, droplet, "created_at"),
            Region = Known(droplet.Region?.Slug, droplet, "region"),
            Size = Known(droplet.SizeSlug, droplet, "size_slug"),
            Tags = droplet.Tags is null ? null : Strings(droplet.Tags),
            PublicIpv4 = publicIpv4.Count == 1 ? publicIpv4[0] : null,
            PublicIpv4Addresses = publicIpv4,
            PrivateIpv4 = AddressOf(droplet.Networks?.V4, "private"),
            PublicIpv6 = AddressOf(droplet.Networks?.V6, "public"),
            ImageSlug = droplet.Image?.Slug,
            ImageId = droplet.Image?.Id,
            Features = droplet.Features,
            Disk = droplet.Disk,
            VpcUuid = droplet.VpcUuid,
        };
    }

    // The engine needs all members of a droplet that can be owned.
    private static string Known(string? value, WireDroplet droplet, string member) => value ?? OfUnmanaged("unknown", droplet, member);

    private static T OfUnmanaged<T>(T unknown, WireDroplet droplet, string member) =>
        droplet.Tags is { } tags && !tags.Contains(TagRule.Reserved, StringComparer.OrdinalIgnoreCase)
            ? unknown
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"{member} of droplet {droplet.Id} is null"));

    public static SshKey ToSshKey(SshKey key) => key with { Id = Id(key.Id) };

    public static Size ToSize(Size size) => size with
    {
        PriceMonthly = size.PriceMonthly is < 0 or > MaxPrice ? throw new JsonException("a price is out of range") : size.PriceMonthly,
        Regions = Strings(size.Regions),
    };

    public static Image ToImage(Image image) => image with { Regions = Strings(image.Regions) };

    public static ResourceId ToMachineId(long id) => new(Id(id).ToString(CultureInfo.InvariantCulture));

    private static string? AddressOf(List<WireDroplet.Address?>? addresses, string type) =>
        AddressesOf(addresses, type) is [string first, ..] ? first : null;

    private static List<string> AddressesOf(List<WireDroplet.Address?>? addresses, string type)
    {
        List<string> found = [];
        foreach (WireDroplet.Address? address in addresses ?? [])
        {
            if (address?.Type == type && !string.IsNullOrEmpty(address.IpAddress) && !found.Contains(address.IpAddress))
            {
                found.Add(address.IpAddress);
            }
        }

        return found;
    }

    private static MachineState StateOf(string? status) => status switch
    {
        "new" => MachineState.Starting,
        "active" => MachineState.Running,
        "off" => MachineState.Stopped,
        _ => MachineState.Unknown,
    };

    private static long Id(long id) => id > 0 ? id : throw new JsonException("an id is not positive");

    private static IReadOnlyList<string> Strings(IReadOnlyList<string> strings) =>
        strings.Contains(null) ? throw new JsonException("an entry is null") : strings;
}
