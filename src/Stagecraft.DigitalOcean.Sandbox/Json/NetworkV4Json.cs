namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record NetworkV4Json(string IpAddress, string Netmask, string Gateway, string Type);
