namespace Stagecraft.Aws.Tests.Provider;

/// <summary>The network between one run and the sandbox: a run that is killed sends nothing more and receives nothing more.</summary>
internal sealed class Network(HttpMessageHandler cloud) : DelegatingHandler(cloud)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _never = new();
    private readonly TaskCompletionSource _killed = new();

    /// <summary>The number of the request at which the run is killed; 0 for none.</summary>
    public int KillAt { get; init; }

    /// <summary>Whether the request at which the run is killed reaches the cloud.</summary>
    public bool Arrives { get; init; }

    /// <summary>Replaces the delivery of a request by its action; null for the regular one.</summary>
    public Func<string, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>?> Replace { get; init; } = (_, _) => null;

    /// <summary>Receives the body of each request.</summary>
    public Action<string> Sending { get; init; } = _ => { };

    /// <summary>The number of requests.</summary>
    public int Sent { get; private set; }

    /// <summary>Completes when the run is killed.</summary>
    public Task Killed => _killed.Task;

    public static async Task<string> ActionOfAsync(HttpRequestMessage request)
    {
        string body = await request.Content!.ReadAsStringAsync();
        return body.Split('&').FirstOrDefault(p => p.StartsWith("Action=", StringComparison.Ordinal))?[7..]
            ?? request.Headers.GetValues("x-amz-target").Single().Split('.')[^1];
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bool isLast = ++Sent == KillAt;
        Sending(await request.Content!.ReadAsStringAsync(cancellationToken));
        if (!Killed.IsCompleted && (!isLast || Arrives))
        {
            Task<HttpResponseMessage> Deliver() => base.SendAsync(request, cancellationToken);
            HttpResponseMessage response = await (Replace(await ActionOfAsync(request), Deliver) ?? Deliver());
            if (!isLast && !Killed.IsCompleted)
            {
                return response;
            }
        }

        _killed.TrySetResult();
        return await _never.Task;
    }
}
