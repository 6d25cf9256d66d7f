namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireTagPage(List<Tag?> Tags, WireMeta Meta, WireLinks? Links = null) : WirePage(Meta, Links);
