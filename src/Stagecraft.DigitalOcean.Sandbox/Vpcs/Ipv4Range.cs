using System.Globalization;

namespace Stagecraft.DigitalOcean.Sandbox.Vpcs;

/// <summary>An IPv4 network in CIDR notation.</summary>
internal readonly record struct Ipv4Range(uint First, int Prefix)
{
    public uint Last => (uint)(First + (1UL << (32 - Prefix)) - 1);

    /// <summary>Null unless the text is a network address and a prefix length without leading zeros.</summary>
    public static Ipv4Range? Parse(string text)
    {
        string[] halves = text.Split('/');
        string[] bytes = halves[0].Split('.');
        if (halves.Length != 2 || bytes.Length != 4 || Number(halves[1], 32) is not { } prefix)
        {
            return null;
        }

        uint first = 0u;
        foreach (string item in bytes)
        {
            if (Number(item, 255) is not { } value)
            {
                return null;
            }

            first = (first << 8) | value;
        }

        Ipv4Range range = new Ipv4Range(first, (int)prefix);
        return (first & ~range.Mask) == 0 ? range : null;
    }

    public static string TextOf(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}");

    public string Netmask => TextOf(Mask);

    private uint Mask => (uint)(ulong.MaxValue << (32 - Prefix));

    public bool Overlaps(Ipv4Range other) => First <= other.Last && other.First <= Last;

    public bool Contains(Ipv4Range other) => First <= other.First && other.Last <= Last;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{TextOf(First)}/{Prefix}");

    private static uint? Number(string text, uint max) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
        && number <= max && (text.Length == 1 || text[0] != '0')
            ? number
            : null;
}
