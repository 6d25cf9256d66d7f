namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Empty right after a create, and in no particular order.</summary>
internal sealed class WireNetworks
{
    public List<WireAddress?>? V4 { get; init; }

    public List<WireAddress?>? V6 { get; init; }
}
