using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record ReservedIpJson(string Ip, RegionJson Region, DropletJson? Droplet, bool Locked, string ProjectId);
