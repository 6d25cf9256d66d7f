namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireDropletImage(long? Id = null, string? Slug = null);
