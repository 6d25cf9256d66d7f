using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Page;

/// <summary>A sandbox on a loopback port under a virtual clock, and a client of its API.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    private RunningSandbox(DigitalOceanSandbox sandbox, VirtualClock clock)
    {
        Sandbox = sandbox;
        Clock = clock;
        Http = new HttpClient { BaseAddress = sandbox.Address, DefaultRequestHeaders = { Authorization = new("Bearer", "token") } };
    }

    public DigitalOceanSandbox Sandbox { get; }

    public VirtualClock Clock { get; }

    public HttpClient Http { get; }

    public string Address => Sandbox.Address!.ToString();

    public static async Task<RunningSandbox> StartAsync(SandboxOptions? options = null)
    {
        VirtualClock clock = new VirtualClock();
        return new(
            await DigitalOceanSandbox.StartAsync((options ?? new SandboxOptions()) with { TimeProvider = clock }, CancellationToken.None),
            clock);
    }

    /// <summary>
    /// Starts a sandbox on a port that can be reused: below the ephemeral ports, so that no outgoing connection can take it in between.
    /// </summary>
    public static async Task<RunningSandbox> StartWhereAnotherCanFollowAsync()
    {
        for (int port = 20_000 + (Environment.ProcessId % 5_000); ; port++)
        {
            try
            {
                return await StartAsync(new SandboxOptions { Port = port });
            }
            catch (IOException) when (port < 30_000)
            {
                // The port is in use.
            }
        }
    }

    public static string[] TagsOf(string environment, string role = "app") =>
        ["stagecraft", "stagecraft-project-shop", $"stagecraft-env-{environment}", $"stagecraft-role-{role}"];

    /// <summary>Creates a droplet through the API and returns its ID.</summary>
    public async Task<long> CreateAsync(string name, string environment = "staging", string more = "", string role = "app")
    {
        string tags = string.Join(',', TagsOf(environment, role).Select(tag => $"\"{tag}\""));
        using HttpResponseMessage reply =
            await Http.PostAsync("v2/droplets", new StringContent(Account.Body(name, $"\"tags\":[{tags}]{more}")));
        reply.EnsureSuccessStatusCode();
        return Sandbox.Droplets[^1].Id;
    }

    public async Task<Reply> GetAsync(string path, HttpMethod? method = null, string? host = null)
    {
        using HttpRequestMessage request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Host = host;
        request.Headers.Add("Origin", "http://elsewhere.example");
        using HttpResponseMessage reply = await Http.SendAsync(request);
        return new Reply((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(), reply.Headers, reply.Content.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
    }
}
