
namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>Returns the scripted responses in order, and the last one repeatedly.</summary>
internal sealed class ScriptedHandler(params Rig.Dated[] responses) : HttpMessageHandler
{
    public VirtualTimeProvider? Clock { get; set; }

    public List<SentRequest> Sent { get; } = [];

    public bool IsDisposed { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Rig.Dated response = responses[Math.Min(Sent.Count, responses.Length - 1)];
        Sent.Add(new SentRequest(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.Authorization?.ToString(),
            request.Headers.UserAgent.ToString(),
            request.Headers.Accept.ToString(),
            request.Headers.ToString() + request.Content?.Headers,
            request.Content is null ? null : await request.Content.ReadAsStringAsync(CancellationToken.None),
            Clock?.Elapsed ?? TimeSpan.Zero));
        return await response(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
