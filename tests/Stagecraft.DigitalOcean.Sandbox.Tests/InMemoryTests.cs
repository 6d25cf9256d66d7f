using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 13.2.</summary>
public sealed class InMemoryTests
{
    [Fact]
    public async Task The_handler_completes_synchronously()
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
    public async Task A_canceled_request_has_no_effect()
    {
        await using DigitalOceanSandbox sandbox = DigitalOceanSandbox.Create(new SandboxOptions { TimeProvider = new VirtualClock() });
        using HttpMessageInvoker invoker = new HttpMessageInvoker(sandbox.CreateHandler());
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, "https://api.digitalocean.com/v2/account");
        Task<HttpResponseMessage> sending = invoker.SendAsync(request, new CancellationToken(canceled: true));
        sending.IsCanceled.Should().BeTrue();
        sandbox.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_new_sandbox_has_no_data_of_earlier_ones()
    {
        SandboxOptions options = new SandboxOptions { TimeProvider = new VirtualClock() };
        DigitalOceanSandbox first = DigitalOceanSandbox.Create(options);
        SandboxDroplet droplet = first.CreateDroplet("a", ["Web"]);
        SandboxSshKey key = first.AddSshKey("other");
        await first.DisposeAsync();

        // Any of these may reuse the database of the first one.
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
    public async Task A_disposed_sandbox_handles_no_requests()
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
