using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Testing;

/// <summary>The network between a client and the sandbox: latency, faults, and what was sent. A crashed client gets no more
/// responses.</summary>
public sealed class FaultHandler(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _never = new();
    private readonly List<ITimer> _late = [];

    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan CommitDelay { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Asked for every request; the second argument counts the requests from 1.</summary>
    public Func<HttpRequestMessage, int, Fault> Choose { get; set; } = (_, _) => Fault.None;

    /// <summary>The additional delay of a response; the API applies the request without it. The second argument counts the requests
    /// from 1.</summary>
    public Func<HttpRequestMessage, int, TimeSpan> Later { get; set; } = (_, _) => TimeSpan.Zero;

    public bool Crashed { get; set; }

    /// <summary>Called before the response is returned.</summary>
    public Action<HttpRequestMessage>? Before { get; set; }

    public List<string> Sent { get; } = [];

    public List<HttpRequestHeaders> Headers { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Crashed)
        {
            return await _never.Task;
        }

        await SentBytes.OfAsync(request);
        Sent.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        Headers.Add(request.Headers);
        Fault fault = Choose(request, Sent.Count);
        TimeSpan later = Later(request, Sent.Count);
        await Pause.ForAsync(Latency / 2, time, cancellationToken);
        Before?.Invoke(request);
        HttpResponseMessage? answer = fault switch
        {
            Fault.ResetBefore or Fault.Error500Before or Fault.TooMany or Fault.Conflict or Fault.Forbidden or Fault.Echo => null,
            Fault.LateCommit => await CommitLater(request),
            _ => await base.SendAsync(request, CancellationToken.None),
        };
        await Pause.ForAsync((Latency / 2) + later, time, cancellationToken);
        if (Crashed)
        {
            return await _never.Task;
        }

        return fault switch
        {
            Fault.None => answer!,
            Fault.ResetBefore or Fault.ResetAfter or Fault.LateCommit =>
                throw new HttpRequestException(HttpRequestError.Unknown, "connection reset"),
            Fault.Error500Before or Fault.Error500After =>
                Text(HttpStatusCode.InternalServerError, """{"id":"server_error","message":"Unexpected"}""", "application/json"),
            Fault.Gateway504After => Text(HttpStatusCode.GatewayTimeout, "<html>gateway</html>", "text/html"),
            Fault.Echo => Text(HttpStatusCode.UnprocessableEntity, Echo(request), "application/json"),
            Fault.Forbidden => Text(HttpStatusCode.Forbidden, """{"id":"forbidden","message":"no"}""", "application/json"),
            Fault.Conflict => Text(HttpStatusCode.Conflict, """{"id":"conflict","message":"not now"}""", "application/json"),
            Fault.TooMany => Text(HttpStatusCode.TooManyRequests, """{"id":"too_many_requests","message":"slow"}""", "application/json"),
            _ => Text(answer!.StatusCode, "{\"droplet", "application/json"),
        };
    }

    private static string Echo(HttpRequestMessage request) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["id"] = "unprocessable_entity",
        ["message"] = $"cannot do {request.Content?.ReadAsStringAsync().GetAwaiter().GetResult()} for {request.Headers.Authorization}",
    });

    private static HttpResponseMessage Text(HttpStatusCode status, string body, string type) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    private async Task<HttpResponseMessage?> CommitLater(HttpRequestMessage request)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(CancellationToken.None);
        HttpRequestMessage copy = new(request.Method, request.RequestUri) { Content = new ByteArrayContent(body) };
        copy.Content.Headers.ContentType = request.Content?.Headers.ContentType;
        copy.Headers.Authorization = request.Headers.Authorization;
        _late.Add(time.CreateTimer(
            _ => base.SendAsync(copy, CancellationToken.None).GetAwaiter().GetResult().Dispose(),
            null,
            CommitDelay,
            Timeout.InfiniteTimeSpan));
        return null;
    }
}
