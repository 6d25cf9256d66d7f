namespace Stagecraft.DigitalOcean;

/// <summary>A forwarding rule of a <see cref="DigitalOceanLoadBalancer"/>.</summary>
public sealed record DigitalOceanForward
{
    /// <summary>The protocol and port of the clients, for example <c>https/443</c>. Protocols: <c>http</c>, <c>https</c>,
    /// <c>http2</c>, <c>tcp</c>, <c>udp</c>.</summary>
    public required string From { get; init; }

    /// <summary>The protocol and port of the hosts, for example <c>http/80</c>.</summary>
    public required string To { get; init; }

    /// <summary>The name of a certificate of the account, or <c>passthrough</c>: the hosts decrypt. Required for <c>https</c> and
    /// <c>http2</c> in <see cref="From"/>. Default: null, none.</summary>
    public string? Certificate { get; init; }
}
