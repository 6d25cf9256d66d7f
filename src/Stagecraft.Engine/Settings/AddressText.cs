using System.Globalization;
using System.Net;

namespace Stagecraft.Engine.Settings;

/// <summary>IP addresses and networks in one spelling.</summary>
internal static class AddressText
{
    /// <summary>The canonical form of an address, or of a network in CIDR notation; a network of one address is that address. Null if the
    /// text is neither.</summary>
    public static string? Normalize(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length > 2 || Parse(parts[0]) is not { } address)
        {
            return null;
        }

        int bits = address.GetAddressBytes().Length * 8;
        if (parts.Length == 1)
        {
            return address.ToString();
        }

        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int prefix) && prefix <= bits
            ? prefix == bits ? address.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Network(address, prefix)}/{prefix}")
            : null;
    }

    // The parser also accepts numbers, short forms such as 10.1, brackets and scopes.
    private static IPAddress? Parse(string text) =>
        IPAddress.TryParse(text, out IPAddress? address)
        && (text.Contains(':', StringComparison.Ordinal)
            ? text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.') : address.ToString() == text)
            ? address
            : null;

    private static IPAddress Network(IPAddress address, int prefix)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int i = 0; i < bytes.Length; i++)
        {
            int kept = Math.Clamp(prefix - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
