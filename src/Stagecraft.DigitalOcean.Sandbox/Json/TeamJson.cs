namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record TeamJson(string Uuid, string Name);
