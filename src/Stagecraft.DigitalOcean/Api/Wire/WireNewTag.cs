namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireNewTag(string Name);
