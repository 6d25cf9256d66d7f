namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Empty immediately after a create, and in no particular order.</summary>
internal sealed record WireNetworks(List<WireAddress?>? V4 = null, List<WireAddress?>? V6 = null);
