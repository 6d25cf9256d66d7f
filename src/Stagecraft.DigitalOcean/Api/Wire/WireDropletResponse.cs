namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>One droplet, read or created, or several created together.</summary>
internal sealed class WireDropletResponse
{
    public WireDroplet? Droplet { get; init; }

    public List<WireDroplet?>? Droplets { get; init; }
}
