using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>
/// The addresses of a droplet, derived from its slot and therefore unique. In a VPC of the user the private address is stored.
/// </summary>
internal sealed record DropletAddresses(
    string? PublicV4, string PublicV4Gateway, string PrivateV4, string PrivateV4Netmask, string? V6, string V6Gateway)
{
    /// <summary>The maximum number of droplets with addresses: 250 per /24 of 198.18.0.0/15.</summary>
    public const int Capacity = 512 * PerBlock;

    private const int PerBlock = 250;

    public static DropletAddresses Of(Droplet droplet)
    {
        (int block, int host) = (droplet.Slot / PerBlock, (droplet.Slot % PerBlock) + 2);
        int region = Catalog.NumberOf(droplet.Region);
        (int high, int low) = (block / 256, block % 256);
        VpcAddress inVpc = droplet.VpcAddress ?? BySlot(VpcRanges.OfRegion(region), (block * 256) + host);
        return new DropletAddresses(
            droplet.PublicNetworking ? $"198.{18 + high}.{low}.{host}" : null,
            $"198.{18 + high}.{low}.1",
            inVpc.Text,
            inVpc.Netmask,
            droplet.Features.Contains("ipv6") ? $"2001:db8:{region:x}::{droplet.Slot + 2:x}" : null,
            $"2001:db8:{region:x}::1");
    }

    private static VpcAddress BySlot(Ipv4Range range, int host) => new(range.First + (uint)host, range.Prefix);
}
