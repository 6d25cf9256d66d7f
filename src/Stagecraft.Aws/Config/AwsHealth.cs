namespace Stagecraft.Aws;

/// <summary>The HTTP request of an <see cref="AwsHost"/> with <see cref="HostWait.Http"/>, and the expected response.</summary>
public sealed record AwsHealth
{
    /// <summary>The TCP port, 1 to 65535. Default: null, 80.</summary>
    public int? Port { get; init; }

    /// <summary>The path, at most 255 characters: <c>/</c>, then letters, digits, <c>/._~-?&amp;=+,:@;</c> and <c>%</c> with two
    /// hexadecimal digits. Default: null, <c>/</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The expected status code, 200 to 599. Default: null, any from 200 to 399.</summary>
    public int? Status { get; init; }

    /// <summary>The <c>Host</c> header: a host name or an IPv4 address, with or without a port. Default: null, the address of the host,
    /// with the port if it is not 80.</summary>
    public string? Host { get; init; }
}
