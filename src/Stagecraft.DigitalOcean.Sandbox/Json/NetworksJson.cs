namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record NetworksJson(IReadOnlyList<NetworksJson.InterfaceV4Json> V4, IReadOnlyList<NetworksJson.InterfaceV6Json> V6)
{
    internal sealed record InterfaceV4Json(string IpAddress, string Netmask, string Gateway, string Type);

    internal sealed record InterfaceV6Json(string IpAddress, int Netmask, string Gateway, string Type);
}
