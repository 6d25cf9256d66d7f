namespace Stagecraft.DigitalOcean.Sandbox.Vpcs;

/// <summary>
/// The networks of VPCs. Created VPCs have /16 to /28. The initial ones are wider and avoid ranges that users tend to choose.
/// </summary>
internal static class VpcRanges
{
    public const int MinPrefix = 16;
    public const int MaxPrefix = 28;

    private const int AutomaticPrefix = 20;

    private static readonly Ipv4Range Ten = new(10u << 24, 8);

    private static readonly Ipv4Range[] Private = [Ten, new((172u << 24) | (16u << 16), 12), new((192u << 24) | (168u << 16), 16)];

    /// <summary>The network of the initial VPC of a region, by the number of the region.</summary>
    public static Ipv4Range OfRegion(int number) => new(Ten.First | ((16u * (uint)number) + 14) << 16, 15);

    public static bool IsPrivate(Ipv4Range range) => Array.Exists(Private, network => network.Contains(range));

    /// <summary>The first free /20 from 10.192.0.0; null if there is none.</summary>
    public static Ipv4Range? Free(IReadOnlyList<Ipv4Range> taken)
    {
        Ipv4Range range = new Ipv4Range(Ten.First | (192u << 16), AutomaticPrefix);
        while (taken.Any(range.Overlaps))
        {
            range = range with { First = range.Last + 1 };
        }

        return Ten.Contains(range) ? range : null;
    }
}
