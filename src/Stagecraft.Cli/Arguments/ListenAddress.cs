using System.Net;
using System.Net.Sockets;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The listen address of the sandbox.</summary>
internal static class ListenAddress
{
    /// <exception cref="UsageException">It is not an IP address, or not one for those who may reach it.</exception>
    internal static IPAddress From(string? value, bool allowRemote)
    {
        IPAddress address = value is null ? IPAddress.Loopback : Parse(value);
        bool isRemote = !IPAddress.IsLoopback(address);
        if (isRemote && !allowRemote)
        {
            throw new UsageException(
                $"other machines can reach {address}", "add --allow-remote to let them; whoever does can use the sandbox");
        }

        return isRemote || !allowRemote
            ? address
            : throw new UsageException(
                $"--allow-remote has no effect at {address}", "add an address that others can reach: --listen 0.0.0.0");
    }

    // The framework's parser also accepts 8080 and 127.1, and reads leading zeros as octal.
    private static IPAddress Parse(string value) =>
        IPAddress.TryParse(value, out IPAddress? address)
            && (address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == value : !value.StartsWith('['))
            ? address
            : throw new UsageException($"'{value}' is not an IP address", "for example 127.0.0.1, ::1 or 0.0.0.0");
}
