using System.Net.Http.Headers;

namespace Stagecraft.Aws.Api.Signing;

/// <summary>Signs each attempt immediately before it is sent, for requests to the address of the service only.</summary>
internal sealed class SigningHandler(ApiAddress address, AwsSession session, string region, string service, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    private static readonly ProductInfoHeaderValue UserAgent =
        new("stagecraft", typeof(SigningHandler).Assembly.GetName().Version?.ToString(3) ?? "0");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(UserAgent);
        if (address.IsOrigin(request.RequestUri) && request.Options.TryGetValue(ApiRequest.Key, out ApiRequest? sent))
        {
            Sign(request, sent, await session.KeysAsync(cancellationToken).ConfigureAwait(false));
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private void Sign(HttpRequestMessage request, ApiRequest sent, AwsKeys keys)
    {
        DateTimeOffset now = session.Now;
        request.Headers.TryAddWithoutValidation("X-Amz-Date", SignatureV4.DateHeader(now));
        if (keys.SessionToken is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", keys.SessionToken);
        }

        Uri uri = request.RequestUri!;
        SignableRequest signable = new(
            request.Method.Method,
            uri.AbsolutePath,
            uri.Query.TrimStart('?'),
            [
                new("host", uri.Authority),
                .. request.Headers.Where(h => h.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
                    .Select(h => new KeyValuePair<string, string>(h.Key, string.Join(',', h.Value))),
                new("content-type", request.Content!.Headers.ContentType!.ToString()),
            ],
            sent.Body);
        request.Headers.TryAddWithoutValidation(
            "Authorization", SignatureV4.Authorization(signable, keys, now, region, service));
    }
}
