namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireAddress
{
    public string? IpAddress { get; init; }

    /// <summary><c>public</c> or <c>private</c>.</summary>
    public string? Type { get; init; }
}
