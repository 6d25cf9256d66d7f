using System.Net.Http.Headers;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Http;

/// <summary>Adds the token to requests for the API's own address, and no other. It is right before the socket, so that nothing else on the
/// way ever holds the token.</summary>
internal sealed class TokenHandler : DelegatingHandler
{
    private static readonly ProductInfoHeaderValue UserAgent =
        new("stagecraft", typeof(TokenHandler).Assembly.GetName().Version?.ToString(3) ?? "0");

    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    private readonly ApiAddress _address;
    private readonly AuthenticationHeaderValue _authorization;

    /// <exception cref="CloudProviderException"><c>unauthorized</c>: no token looks like this one.</exception>
    public TokenHandler(ApiAddress address, string token, HttpMessageHandler inner)
        : base(inner)
    {
        // Checked here because the framework's own complaint would quote the token.
        if (token.Length == 0 || token.Any(c => c is <= ' ' or > '~'))
        {
            throw new CloudProviderException(address.Provider, new Problem(
                ErrorCodes.Unauthorized, "the API token holds characters that no token has, for instance a line break"));
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
