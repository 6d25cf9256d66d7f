using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Http;

/// <summary>Where the API is: the one place that the token may travel to.</summary>
internal sealed class ApiAddress
{
    private readonly Uri _origin;
    private readonly string _prefix;

    /// <exception cref="CloudProviderException"><c>config_invalid</c>: no address to send a token to.</exception>
    public ApiAddress(string provider, Uri apiUrl)
    {
        if (Wrong(apiUrl) is { } reason)
        {
            throw new CloudProviderException(provider, new Problem(ErrorCodes.ConfigInvalid, $"invalid config: the address of the API: {reason}"));
        }

        Provider = provider;
        _origin = apiUrl;
        _prefix = apiUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    /// <summary>The id of the provider, for errors.</summary>
    public string Provider { get; }

    public bool IsLoopback => _origin.IsLoopback;

    public string Host => _origin.Host;

    public Uri Of(string path, string query) => new(query.Length == 0 ? _prefix + path : $"{_prefix}{path}?{query}");

    /// <summary>Whether an address is of the same scheme, host and port.</summary>
    public bool IsOrigin(Uri? other) =>
        other is { IsAbsoluteUri: true }
        && Uri.Compare(_origin, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Whether a link leads to the same scheme, host and port; relative ones do.</summary>
    public bool IsOrigin(string link) => Uri.TryCreate(_origin, link, out Uri? target) && IsOrigin(target);

    /// <summary>Why an address is none to send a token to; null where it is one.</summary>
    public static string? Wrong(Uri apiUrl)
    {
        if (!apiUrl.IsAbsoluteUri)
        {
            return "it is not an absolute address";
        }

        if (apiUrl.Scheme != Uri.UriSchemeHttps && apiUrl.Scheme != Uri.UriSchemeHttp)
        {
            return $"it must begin with https://, not {apiUrl.Scheme}:";
        }

        if (apiUrl.Scheme == Uri.UriSchemeHttp && !apiUrl.IsLoopback)
        {
            return $"plain http is for this machine only, and {apiUrl.Host} is another: use https";
        }

        return apiUrl.UserInfo.Length > 0 || apiUrl.Query.Length > 0 || apiUrl.Fragment.Length > 0
            ? "it must not hold a user, a query or a fragment"
            : null;
    }
}
