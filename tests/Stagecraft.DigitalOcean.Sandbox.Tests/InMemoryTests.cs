using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 13.2.</summary>
public sealed class InMemoryTests
{
    [Fact]
    public async Task It_answers_before_send_returns()
    {
        await using DigitalOceanSandbox sandbox = DigitalOceanSandbox.Create(new SandboxOptions { TimeProvider = new VirtualClock() });
        sandbox.Address.Should().BeNull();
        using HttpClient http = new HttpClient(sandbox.CreateHandler()) { DefaultRequestHeaders = { Authorization = new("Bearer", "t") } };
        Task<HttpResponseMessage> sending = http.PostAsync("https://api.digitalocean.com/v2/droplets", new StringContent(Account.Body()));
        sending.IsCompletedSuccessfully.Should().BeTrue();
        using HttpResponseMessage reply = await sending;
        reply.Content.ReadAsStringAsync().IsCompletedSuccessfully.Should().BeTrue();
        reply.RequestMessage.Should().NotBeNull();
    }

    [Fact]
    public async Task A_cancelled_request_has_no_effect()
    {
        await using DigitalOceanSandbox sandbox = DigitalOceanSandbox.Create(new SandboxOptions { TimeProvider = new VirtualClock() });
        using HttpMessageInvoker invoker = new HttpMessageInvoker(sandbox.CreateHandler());
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, "https://api.digitalocean.com/v2/account");
        Task<HttpResponseMessage> sending = invoker.SendAsync(request, new CancellationToken(canceled: true));
        sending.IsCanceled.Should().BeTrue();
        sandbox.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_of_a_sandbox_is_left_in_those_after_it()
    {
        SandboxOptions options = new SandboxOptions { TimeProvider = new VirtualClock() };
        DigitalOceanSandbox first = DigitalOceanSandbox.Create(options);
        SandboxDroplet droplet = first.CreateDroplet("a", ["Web"]);
        SandboxSshKey key = first.AddSshKey("other");
        await first.DisposeAsync();

        // Any of these may have what the first one had in memory.
        for (int i = 0; i < 20; i++)
        {
            await using DigitalOceanSandbox next = DigitalOceanSandbox.Create(options);
            next.Droplets.Should().BeEmpty();
            next.AddSshKey("other").Should().BeEquivalentTo(key);
            next.CreateDroplet("a", ["web"]).Should().BeEquivalentTo(droplet, o => o.Excluding(d => d.Tags));
            next.Droplets.Single().Tags.Should().Equal("web");
        }
    }

    [Fact]
    public async Task Once_disposed_it_answers_no_more()
    {
        DigitalOceanSandbox sandbox = DigitalOceanSandbox.Create(new SandboxOptions { TimeProvider = new VirtualClock() });
        using HttpMessageInvoker invoker = new HttpMessageInvoker(sandbox.CreateHandler());
        await sandbox.DisposeAsync();
        await sandbox.DisposeAsync();
        await using DigitalOceanSandbox next = DigitalOceanSandbox.Create(new SandboxOptions { TimeProvider = new VirtualClock() });

        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, "https://api.digitalocean.com/v2/droplets")
        {
            Headers = { Authorization = new("Bearer", "t") },
        };
        await FluentActions.Awaiting(() => invoker.SendAsync(request, default)).Should().ThrowAsync<ObjectDisposedException>();
        FluentActions.Invoking(() => sandbox.CreateDroplet("a")).Should().Throw<ObjectDisposedException>();
        next.Droplets.Should().BeEmpty();
    }
}
