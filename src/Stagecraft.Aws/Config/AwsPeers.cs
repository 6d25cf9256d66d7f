namespace Stagecraft.Aws;

/// <summary>The sources or destinations of the traffic that a rule of an <see cref="AwsFirewall"/> allows.</summary>
public sealed record AwsPeers
{
    private AwsPeers()
    {
    }

    /// <summary>All addresses.</summary>
    public static AwsPeers Any { get; } = new();

    /// <summary>The IP addresses and networks; null for another kind of peers.</summary>
    public IReadOnlyList<string>? Addresses { get; private init; }

    /// <summary>The role of the hosts; null for another kind of peers.</summary>
    public string? Role { get; private init; }

    /// <summary>IP addresses and networks.</summary>
    /// <param name="addresses">For example <c>203.0.113.10</c> or <c>10.0.0.0/8</c>; at least one.</param>
    public static AwsPeers OfAddresses(params IReadOnlyList<string> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return new() { Addresses = addresses };
    }

    /// <summary>The hosts of the environment with a role.</summary>
    /// <param name="role">The role.</param>
    public static AwsPeers OfRole(string role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return new() { Role = role };
    }
}
