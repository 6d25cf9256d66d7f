namespace Stagecraft.Sandbox.Http;

/// <summary>A request, independent of the host that received it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Origin">Scheme and host, for links in responses.</param>
/// <param name="Target">The path and query, percent-encoded.</param>
/// <param name="Headers">The headers, by case-insensitive name; several values of a header are joined with commas.</param>
/// <param name="Body">The body; a host may stop reading one byte after <see cref="MaxBody"/>.</param>
internal sealed record ApiRequest(
    string Method, string Origin, string Target, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public const int MaxBody = 1024 * 1024;

    private readonly int _question = Target.IndexOf('?', StringComparison.Ordinal);

    /// <summary>Why the host did not accept it; the API responds with an error.</summary>
    public RejectedRequest? Rejection { get; init; }

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

    /// <summary>The query without the question mark.</summary>
    public string QueryText => _question < 0 ? "" : Target[(_question + 1)..];

    /// <summary>The value of a header; null without it.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
