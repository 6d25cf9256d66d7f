namespace Stagecraft.DigitalOcean;

/// <summary>The health check of a <see cref="DigitalOceanLoadBalancer"/>.</summary>
public sealed record DigitalOceanHealthCheck
{
    /// <summary><c>http</c>, <c>https</c> or <c>tcp</c>. Default: null, <c>tcp</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>The port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>The path, which begins with <c>/</c>; not for <c>tcp</c>. Default: null, <c>/</c>, none for <c>tcp</c>.</summary>
    public string? Path { get; init; }
}
