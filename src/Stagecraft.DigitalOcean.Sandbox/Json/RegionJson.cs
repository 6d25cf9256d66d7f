namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record RegionJson(string Slug, string Name, IReadOnlyList<string> Features, bool Available, IReadOnlyList<string> Sizes);
