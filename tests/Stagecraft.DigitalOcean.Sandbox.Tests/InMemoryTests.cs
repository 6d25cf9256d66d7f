using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 13.2.</summary>
public sealed class InMemoryTests
{
    [Fact]
    public async Task It_answers_before_send_returns()
    {
        await using var sandbox = DigitalOceanSandbox.Create(new SandboxOptions { TimeProvider = new VirtualClock() });
        sandbox.Address.Should().BeNull();
        using var http = new HttpClient(sandbox.CreateHandler()) { DefaultRequestHeaders = { Authorization = new("Bearer", "t") } };
        var sending = http.PostAsync("https://api.digitalocean.com/v2/droplets", new StringContent(Account.Body()));
        sending.IsCompletedSuccessfully.Should().BeTrue();
        using var reply = await sending;
        reply.Content.ReadAsStringAsync().IsCompletedSuccessfully.Should().BeTrue();
        reply.RequestMessage.Should().NotBeNull();
    }

    [Fact]
    public async Task A_cancelled_request_has_no_effect()
    {
        await using var sandbox = DigitalOceanSandbox.Create(new SandboxOptions { TimeProvider = new VirtualClock() });
        using var invoker = new HttpMessageInvoker(sandbox.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.digitalocean.com/v2/account");
        var sending = invoker.SendAsync(request, new CancellationToken(canceled: true));
        sending.IsCanceled.Should().BeTrue();
        sandbox.Requests.Should().BeEmpty();
    }
}
