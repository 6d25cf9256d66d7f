namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record TagJson(string Name, TagResourcesJson Resources);
