using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Api.Wire;

namespace Stagecraft.Aws.Api.Credentials;

/// <summary>Requests without a signature, whose content proves the identity.</summary>
internal sealed class UnsignedProtocol : IApiProtocol
{
    public IEnumerable<string> Secrets => [];

    public DelegatingHandler Authorize(ApiAddress address, HttpMessageHandler inner) => new PassingHandler(inner);

    public ErrorBody? ReadError(ReadOnlyMemory<byte>? body) => ErrorReader.Read(body);

    public ErrorMeaning MeaningOf(ApiRequest request, int status, string? id, DateTimeOffset? serverTime) =>
        AwsErrors.Of(request, status, id);

    private sealed class PassingHandler(HttpMessageHandler inner) : DelegatingHandler(inner);
}
