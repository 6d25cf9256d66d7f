namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>A request as any host hands it in.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Origin">Scheme and authority that the request was sent to; links in the answer begin with it.</param>
/// <param name="Target">Path and query, still percent-encoded.</param>
/// <param name="Authorization">The Authorization header.</param>
/// <param name="Body">The body; a host may stop reading one byte after <see cref="MaxBody"/>.</param>
internal sealed record ApiRequest(string Method, string Origin, string Target, string? Authorization, ReadOnlyMemory<byte> Body)
{
    public const int MaxBody = 1024 * 1024;

    private const string Bearer = "Bearer ";

    private readonly int _question = Target.IndexOf('?', StringComparison.Ordinal);

    /// <summary>What the host itself found wrong with the request; it is answered with this then.</summary>
    public ApiError? Error { get; init; }

    /// <summary>The fault that the request meets.</summary>
    public SandboxFaultKind? Fault { get; init; }

    /// <summary>HEAD is answered like GET, so both are reads.</summary>
    public bool IsRead => Method is "GET" or "HEAD";

    /// <summary>
    /// The path, still percent-encoded. One slash at its end says nothing: python-digitalocean writes one, and the real API takes it.
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
