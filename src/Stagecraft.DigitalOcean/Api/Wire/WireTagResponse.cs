namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireTagResponse(Tag Tag);
