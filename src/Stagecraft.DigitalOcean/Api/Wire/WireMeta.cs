namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireMeta(int Total);
