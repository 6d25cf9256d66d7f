namespace Stagecraft.DigitalOcean.Tests.Hosting;

/// <summary>A handler that sends every request twice, whatever the first outcome is, as if a lost response were a lost
/// request.</summary>
internal sealed class Repeater(Repeater.Way way) : DelegatingHandler
{
    public enum Way
    {
        TheSame,
        Buffered,
        Copied,
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (way == Way.Buffered && request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(CancellationToken.None);
        }

        HttpRequestMessage second = way == Way.Copied ? await CopyAsync(request) : request;
        (await base.SendAsync(request, cancellationToken)).Dispose();
        return await base.SendAsync(second, cancellationToken);
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        HttpRequestMessage copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach ((string name, IEnumerable<string> values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        foreach ((string name, object? value) in request.Options)
        {
            ((IDictionary<string, object?>)copy.Options)[name] = value;
        }

        if (request.Content is not null)
        {
            copy.Content = new ByteArrayContent(await request.Content.ReadAsByteArrayAsync(CancellationToken.None));
            copy.Content.Headers.ContentType = request.Content.Headers.ContentType;
        }

        return copy;
    }
}
