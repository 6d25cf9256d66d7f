using Stagecraft.Aws.Api.Signing;
using Stagecraft.Aws.Api.Wire;

namespace Stagecraft.Aws.Api.Client;

/// <summary>The signature and the errors of a service in a region.</summary>
internal sealed class AwsProtocol(AwsSession session, string region, string service) : IApiProtocol
{
    public IEnumerable<string> Secrets => session.Secrets;

    public DelegatingHandler Authorize(ApiAddress address, HttpMessageHandler inner) =>
        new SigningHandler(address, session, region, service, inner);

    public ErrorBody? ReadError(ReadOnlyMemory<byte>? body) => ErrorReader.Read(body);

    /// <summary>An expired signature has no effect: the request is signed again, once.</summary>
    public ErrorMeaning MeaningOf(ApiRequest request, int status, string? id, DateTimeOffset? serverTime)
    {
        ErrorMeaning meaning = AwsErrors.Of(request, status, id);
        if (!request.IsReauthorized && (AwsErrors.IsExpiry(id) || AwsErrors.IsSignature(id)))
        {
            bool isCorrected = session.Expired(serverTime);
            if (isCorrected || AwsErrors.IsExpiry(id))
            {
                request.IsReauthorized = true;
                return meaning with { Kind = FailureKind.NotSent, IsTransient = true };
            }
        }

        return meaning;
    }
}
