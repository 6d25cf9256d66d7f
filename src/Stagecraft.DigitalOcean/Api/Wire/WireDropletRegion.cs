namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireDropletRegion(string Slug);
