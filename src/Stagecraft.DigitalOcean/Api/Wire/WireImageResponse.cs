namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireImageResponse(WireImage Image);
