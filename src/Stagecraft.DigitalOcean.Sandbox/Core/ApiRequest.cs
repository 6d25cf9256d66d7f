namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>A request, independent of the host that received it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Origin">The scheme and authority of the request; links in the response begin with it.</param>
/// <param name="Target">The path and query, percent-encoded.</param>
/// <param name="Authorization">The Authorization header.</param>
/// <param name="Body">The body; a host may stop reading one byte after <see cref="MaxBody"/>.</param>
internal sealed record ApiRequest(string Method, string Origin, string Target, string? Authorization, ReadOnlyMemory<byte> Body)
{
    public const int MaxBody = 1024 * 1024;

    private const string Bearer = "Bearer ";

    private readonly int _question = Target.IndexOf('?', StringComparison.Ordinal);

    /// <summary>The header <c>X-Dangerous</c>, which confirms a request that deletes more than it names.</summary>
    public string? Dangerous { get; init; }

    /// <summary>An error that the host detected; it becomes the response.</summary>
    public ApiError? Error { get; init; }

    /// <summary>The fault that hits the request.</summary>
    public SandboxFaultKind? Fault { get; init; }

    /// <summary>HEAD is handled like GET, so both are reads.</summary>
    public bool IsRead => Method is "GET" or "HEAD";

    /// <summary>
    /// The path, percent-encoded. One trailing slash is ignored: python-digitalocean sends one, and the real API accepts it.
    /// </summary>
    public string Path
    {
        get
        {
            string path = _question < 0 ? Target : Target[.._question];
            return path.Length > 1 && path[^1] == '/' ? path[..^1] : path;
        }
    }

    /// <summary>The token of the Authorization header; empty without one.</summary>
    public string Token => Authorization is not null && Authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        ? Authorization[Bearer.Length..].Trim()
        : "";

    public QueryString Query => new(_question < 0 ? "" : Target[(_question + 1)..]);
}
