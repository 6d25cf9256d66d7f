namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary><c>Type</c> is <c>public</c> or <c>private</c>.</summary>
internal sealed record WireAddress(string? IpAddress = null, string? Type = null);
