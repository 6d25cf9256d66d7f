namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record ActionLinkJson(long Id, string Rel, string Href);
