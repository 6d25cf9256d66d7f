namespace Stagecraft.DigitalOcean.Sandbox.Data;

internal sealed record RegionJson(string Slug, string Name, IReadOnlyList<string> Features, bool Available, IReadOnlyList<string> Sizes);
