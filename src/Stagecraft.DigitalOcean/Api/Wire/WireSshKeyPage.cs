namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireSshKeyPage(List<SshKey?> SshKeys, WireMeta Meta, WireLinks? Links = null) : WirePage(Meta, Links);
