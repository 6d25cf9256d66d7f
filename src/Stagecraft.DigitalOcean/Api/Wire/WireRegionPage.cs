namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireRegionPage(List<Region?> Regions, WireMeta Meta, WireLinks? Links = null) : WirePage(Meta, Links);
