namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireDropletPage(List<WireDroplet?> Droplets, WireMeta Meta, WireLinks? Links = null) : WirePage(Meta, Links);
