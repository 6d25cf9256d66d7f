using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Api.Client;

/// <summary>The token, and the errors of the DigitalOcean API.</summary>
internal sealed class DigitalOceanProtocol(string token) : IApiProtocol
{
    public IEnumerable<string> Secrets { get; } = [token];

    /// <exception cref="CloudProviderException"><c>unauthorized</c>: the token has invalid characters.</exception>
    public DelegatingHandler Authorize(ApiAddress address, HttpMessageHandler inner) => new TokenHandler(address, token, inner);

    public ErrorBody? ReadError(ReadOnlyMemory<byte>? body) => WireReader.Error(body);

    public ErrorMeaning MeaningOf(ApiRequest request, int status, string? id, DateTimeOffset? serverTime)
    {
        ErrorMeaning meaning = ErrorMeaning.OfStatus(status, isFromApi: id is not null);
        return (status, id) switch
        {
            (429, _) or (_, "too_many_requests") => meaning with
            {
                Code = ErrorCodes.RateLimited,
                Hint = "other users of this token share its limits; try again later",
            },

            // The page of a gateway says nothing about the token.
            (_, null) => meaning,
            (401, _) or (_, "unauthorized") => meaning with
            {
                Code = ErrorCodes.Unauthorized,
                Hint = "the token is wrong, expired or revoked",
            },

            // A request is also refused for other reasons, which the message states.
            (403, _) or (_, "forbidden") => meaning with
            {
                Code = ErrorCodes.Forbidden,
                Hint = $"if the token lacks a permission: this request needs the scope {request.Scope}",
            },
            _ => meaning,
        };
    }
}
