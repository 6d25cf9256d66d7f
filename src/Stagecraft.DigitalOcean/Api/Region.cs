namespace Stagecraft.DigitalOcean.Api;

internal sealed record Region(string Slug, string Name, bool Available);
