namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>A response about one object, or about several droplets that were created together: one of the members is present.</summary>
internal sealed record WireResponse(
    Account? Account = null,
    WireDroplet? Droplet = null,
    List<WireDroplet?>? Droplets = null,
    Image? Image = null,
    SshKey? SshKey = null,
    Tag? Tag = null);
