using System.Net.Http.Headers;
using System.Text;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>A sandbox in memory with a virtual clock, and a client.</summary>
internal sealed class Account : IAsyncDisposable
{
    private readonly HttpClient _http;

    public Account(SandboxOptions? options = null, VirtualClock? clock = null)
    {
        Clock = clock ?? new VirtualClock();
        Sandbox = DigitalOceanSandbox.Create((options ?? new SandboxOptions()) with { TimeProvider = Clock });
        _http = new HttpClient(Sandbox.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com/") };
    }

    public VirtualClock Clock { get; }

    public DigitalOceanSandbox Sandbox { get; }

    public static string Body(string name = "web-1", string more = "")
    {
        string members = more.Length == 0 ? "" : $",{more}";
        return $$"""{"name":"{{name}}","size":"s-1vcpu-1gb","image":"ubuntu-22-04-x64","region":"nyc3"{{members}}}""";
    }

    public Task<Reply> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Reply> Delete(string path, string? body = null) => Send(HttpMethod.Delete, path, body);

    public Task<Reply> Post(string path, string body) => Send(HttpMethod.Post, path, body);

    public Task<Reply> Put(string path, string body) => Send(HttpMethod.Put, path, body);

    public Task<Reply> Patch(string path, string body) => Send(HttpMethod.Patch, path, body);

    /// <summary>Creates a droplet through the API and returns its ID.</summary>
    public async Task<long> Create(string name = "web-1", string more = "")
    {
        Reply reply = await Post("/v2/droplets", Body(name, more));
        reply.Status.Should().Be(202, reply.Text);
        return reply["droplet"].GetProperty("id").GetInt64();
    }

    public async Task<Reply> Send(
        HttpMethod method, string path, string? body = null, string? authorization = "Bearer token", string? dangerous = null)
    {
        using HttpRequestMessage request = new HttpRequestMessage(method, path);
        if (dangerous is not null)
        {
            request.Headers.Add("X-Dangerous", dangerous);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Sandbox.DisposeAsync();
    }
}
