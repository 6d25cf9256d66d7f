using System.Net.Http.Headers;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Page;

/// <summary>A sandbox on a loopback port under a virtual clock.</summary>
internal sealed class Served : IAsyncDisposable
{
    private Served(AwsSandbox sandbox, VirtualClock clock)
    {
        (Sandbox, Clock) = (sandbox, clock);
        Http = new HttpClient { BaseAddress = sandbox.Address };
    }

    public AwsSandbox Sandbox { get; }

    public VirtualClock Clock { get; }

    public HttpClient Http { get; }

    public string Address => Sandbox.Address!.ToString();

    public static async Task<Served> StartAsync(AwsSandboxOptions? options = null)
    {
        VirtualClock clock = new VirtualClock();
        return new(await AwsSandbox.StartAsync((options ?? new AwsSandboxOptions()) with { TimeProvider = clock }), clock);
    }

    /// <summary>Sends a signed action of EC2.</summary>
    public async Task<Reply> SendAsync(string action, params string[] parameters)
    {
        byte[] body = System.Text.Encoding.UTF8.GetBytes(
            $"Action={action}&Version=2016-11-15{string.Concat(parameters.Select(p => $"&{p}"))}");
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        new Signer().Sign(request, body, Clock.Now);
        return await SendAsync(request);
    }

    public async Task<Reply> GetAsync(string path, HttpMethod? method = null, string? host = null)
    {
        using HttpRequestMessage request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Host = host;
        return await SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
    }

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        HttpResponseMessage response = await Http.SendAsync(request);
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }
}
