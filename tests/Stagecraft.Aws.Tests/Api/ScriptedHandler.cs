namespace Stagecraft.Aws.Tests.Api;

/// <summary>Returns the scripted responses in order, and the last one repeatedly.</summary>
internal sealed class ScriptedHandler(VirtualTimeProvider clock, params Rig.Scripted[] responses) : HttpMessageHandler
{
    public List<SentRequest> Sent { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Rig.Scripted response = responses[Math.Min(Sent.Count, responses.Length - 1)];
        Sent.Add(new SentRequest(
            request.RequestUri!,
            request.Headers.ToString() + request.Content?.Headers,
            await request.Content!.ReadAsStringAsync(CancellationToken.None),
            clock.Elapsed));
        return await response(request, cancellationToken);
    }
}
