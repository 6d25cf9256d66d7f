namespace Stagecraft.DigitalOcean.Sandbox.Data;

internal sealed record RegionRow(string Slug, string Name, bool Available = true);
