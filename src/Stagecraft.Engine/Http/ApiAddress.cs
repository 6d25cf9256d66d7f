namespace Stagecraft.Engine.Http;

/// <summary>The address of the API, the only one to which the token is sent.</summary>
internal sealed class ApiAddress
{
    private readonly Uri _origin;
    private readonly string _prefix;

    /// <exception cref="CloudProviderException"><c>config_invalid</c>: the address is invalid or not secure.</exception>
    public ApiAddress(string provider, Uri apiUrl)
    {
        if (ProblemOf(apiUrl) is { } reason)
        {
            throw new CloudProviderException(
                provider, new Problem(ErrorCodes.ConfigInvalid, $"invalid config: the address of the API: {reason}"));
        }

        Provider = provider;
        _origin = apiUrl;
        _prefix = apiUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    /// <summary>The id of the provider, for errors.</summary>
    public string Provider { get; }

    public bool IsLoopback => _origin.IsLoopback;

    public string Host => _origin.Host;

    /// <summary>The path of the address, without a slash at its end.</summary>
    public string Prefix => _origin.AbsolutePath.TrimEnd('/');

    public Uri Of(string path, string query) => new(query.Length == 0 ? _prefix + path : $"{_prefix}{path}?{query}");

    /// <summary>Whether an address has the same scheme, host and port.</summary>
    public bool IsOrigin(Uri? other) =>
        other is { IsAbsoluteUri: true }
        && Uri.Compare(_origin, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Why the token cannot be sent to an address; null if it can.</summary>
    public static string? ProblemOf(Uri apiUrl) => apiUrl switch
    {
        { IsAbsoluteUri: false } => "it is not an absolute URL",
        { Scheme: not ("https" or "http") } => $"it must begin with https://, not {apiUrl.Scheme}:",
        { Scheme: "http", IsLoopback: false } => $"plain http is permitted for loopback addresses only, not for {apiUrl.Host}: use https",
        { UserInfo: "", Query: "", Fragment: "" } => null,
        _ => "it must not contain a user, a query or a fragment",
    };
}
