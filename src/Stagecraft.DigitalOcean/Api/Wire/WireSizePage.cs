namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireSizePage(List<WireSize?> Sizes, WireMeta Meta, WireLinks? Links = null) : WirePage(Meta, Links);
