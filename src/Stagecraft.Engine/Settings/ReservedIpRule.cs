using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads the reserved IPs of hosts. One instance reads a whole file, so that an address of two hosts is found.</summary>
internal sealed class ReservedIpRule(ConfigProblems problems)
{
    private readonly Dictionary<string, Setting<string>> _taken = new(StringComparer.Ordinal);

    /// <returns>The address; null if there is none, or if it is invalid and reported.</returns>
    public Setting<string>? Read(HostEntry host)
    {
        if (host.Settings.Text(SharedHostKeys.ReservedIp).Setting is not { } address)
        {
            return null;
        }

        if (host.Settings.Node(HostGroup.Count).IsPresent)
        {
            problems.AddAt(
                address.Location,
                address.Path,
                "a group cannot have a reserved_ip: an address belongs to one host",
                "declare the host with the address without count");
            return null;
        }

        // Other forms, for example 203.0.113.010, are the same address.
        if (!IPAddress.TryParse(address.Value, out IPAddress? ip)
            || ip.AddressFamily != AddressFamily.InterNetwork || ip.ToString() != address.Value)
        {
            problems.AddAt(
                address.Location,
                address.Path,
                $"reserved_ip is {Excerpt.Of(address.Value)}, which is not an IPv4 address",
                "example: 203.0.113.10");
            return null;
        }

        if (!_taken.TryAdd(address.Value, address))
        {
            Setting<string> other = _taken[address.Value];
            string line = other.Location is { } place ? string.Create(CultureInfo.InvariantCulture, $" in line {place.Line}") : "";
            problems.AddAt(
                address.Location,
                address.Path,
                $"reserved_ip {address.Value} is already declared by {other.Path}{line}",
                "an address can be assigned to one host");
            return null;
        }

        return address;
    }
}
