namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record NetworkV6Json(string IpAddress, int Netmask, string Gateway, string Type);
