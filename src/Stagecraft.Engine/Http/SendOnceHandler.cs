
namespace Stagecraft.Engine.Http;

/// <summary>The innermost handler of the named client: passes each write once, even if outer handlers read, keep or copy the
/// request.</summary>
internal sealed class SendOnceHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(SendOnce.Key, out SendOnce? once))
        {
            try
            {
                once.Use();
            }
            catch (RequestException e)
            {
                return Task.FromException<HttpResponseMessage>(new HttpRequestException(e.Message, e));
            }
        }

        return base.SendAsync(request, cancellationToken);
    }
}
