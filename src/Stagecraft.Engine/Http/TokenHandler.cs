using System.Net.Http.Headers;

namespace Stagecraft.Engine.Http;

/// <summary>Adds the token to requests to the address of the API only. It is the last handler before the socket, so that no other handler
/// has the token.</summary>
internal sealed class TokenHandler : DelegatingHandler
{
    private static readonly ProductInfoHeaderValue UserAgent =
        new("stagecraft", typeof(TokenHandler).Assembly.GetName().Version?.ToString(3) ?? "0");

    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    private readonly ApiAddress _address;
    private readonly AuthenticationHeaderValue _authorization;

    /// <exception cref="CloudProviderException"><c>unauthorized</c>: the token has invalid characters.</exception>
    public TokenHandler(ApiAddress address, string token, HttpMessageHandler inner)
        : base(inner)
    {
        // The exception of the framework would contain the token.
        if (token.Length == 0 || token.Any(c => c is <= ' ' or > '~'))
        {
            throw new CloudProviderException(address.Provider, new Problem(
                ErrorCodes.Unauthorized, "the API token contains invalid characters, for example a line break"));
        }

        _address = address;
        _authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_address.IsOrigin(request.RequestUri))
        {
            request.Headers.Authorization = _authorization;
        }

        request.Headers.UserAgent.Add(UserAgent);
        request.Headers.Accept.Add(Json);
        return base.SendAsync(request, cancellationToken);
    }
}
