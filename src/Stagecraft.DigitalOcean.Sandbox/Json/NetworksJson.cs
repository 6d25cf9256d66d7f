namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record NetworksJson(IReadOnlyList<NetworkV4Json> V4, IReadOnlyList<NetworkV6Json> V6);
