namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireSshKeyPage : WirePage
{
    public required List<WireSshKey?> SshKeys { get; init; }
}
