namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>One droplet, read or created, or several that were created together.</summary>
internal sealed record WireDropletResponse(WireDroplet? Droplet = null, List<WireDroplet?>? Droplets = null);
