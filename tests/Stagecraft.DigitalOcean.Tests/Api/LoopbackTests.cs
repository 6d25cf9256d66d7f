using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>What the framework's own socket does, since the rest relies on it.</summary>
public sealed class LoopbackTests
{
    private static readonly CreateDroplets One = new() { Names = ["a"], Region = "r", Size = "s", Image = "i", SshKeys = [], Tags = [] };

    [Fact]
    public async Task A_redirect_is_not_followed_even_with_its_body()
    {
        using LoopbackServer elsewhere = new LoopbackServer("HTTP/1.1 202 Accepted\nContent-Length: 0\n\n");
        using LoopbackServer api = new LoopbackServer(
            $"HTTP/1.1 307 Temporary Redirect\nLocation: {elsewhere.Address}\nContent-Length: 0\nConnection: close\n\n");

        (await CreateAsync(api)).Should().BeOfType<CreateOutcome.Unclear>().Which.Failure.Message.Should().Contain("redirect");

        (api.Requests, elsewhere.Requests).Should().Be((1, 0));
    }

    [Fact]
    public async Task A_create_on_a_connection_that_closes_is_sent_once_and_unclear()
    {
        using LoopbackServer api = new LoopbackServer("");

        (await CreateAsync(api)).Should().BeOfType<CreateOutcome.Unclear>();

        api.Requests.Should().Be(1);
    }

    [Fact]
    public async Task A_create_with_a_truncated_response_is_unclear()
    {
        using LoopbackServer api = new LoopbackServer(
            "HTTP/1.1 202 Accepted\nContent-Type: application/json\nContent-Length: 1000\n\n{\"droplet\":");

        (await CreateAsync(api)).Should().BeOfType<CreateOutcome.Unclear>();

        api.Requests.Should().Be(1);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_create_with_a_response_that_cannot_be_decompressed_is_unclear(string encoding)
    {
        using LoopbackServer api = new LoopbackServer(
            $"HTTP/1.1 202 Accepted\nContent-Type: application/json\nContent-Encoding: {encoding}\nContent-Length: "
            + $"14\n\n{{\"droplet\": 1}}");

        (await CreateAsync(api)).Should().BeOfType<CreateOutcome.Unclear>();

        api.Requests.Should().Be(1);
    }

    [Fact]
    public async Task Endless_headers_are_not_a_response()
    {
        using LoopbackServer api = new LoopbackServer(
            "HTTP/1.1 202 Accepted\nX-Long: " + new string('x', 1_000_000) + "\nContent-Length: 0\n\n");

        (await CreateAsync(api)).Should().BeOfType<CreateOutcome.Unclear>();
    }

    [Fact]
    public async Task A_create_without_a_listening_server_is_not_sent()
    {
        LoopbackServer deleted = new LoopbackServer("");
        Uri address = deleted.Address;
        deleted.Dispose();
        using CancellationTokenSource cancel = new CancellationTokenSource();

        CreateOutcome outcome = await WithAsync(address, new CancelOnEvent(cancel), c => c.CreateDropletsAsync(One, null, cancel.Token));

        outcome.Should().BeOfType<CreateOutcome.Stale>();
    }

    [Fact]
    public async Task A_delete_on_a_connection_that_closes_is_silently_repeated_up_to_four_times()
    {
        using LoopbackServer api = new LoopbackServer("");
        using CancellationTokenSource cancel = new CancellationTokenSource();

        await FluentActions.Awaiting(
            () => WithAsync(api.Address, new CancelOnEvent(cancel), c => c.DeleteDropletAsync(new("1"), () => true, cancel.Token)))
            .Should().ThrowAsync<OperationCanceledException>();

        api.Requests.Should().BeInRange(1, 4);
    }

    private static Task<CreateOutcome> CreateAsync(LoopbackServer api) =>
        WithAsync(api.Address, null, c => c.CreateDropletsAsync(One, null, default));

    private static async Task<T> WithAsync<T>(Uri address, IProgress<InfraEvent>? progress, Func<DigitalOceanClient, Task<T>> call)
    {
        using RateGovernor governor = new RateGovernor(TimeProvider.System, new RequestBudget());
        using DigitalOceanClient client = new DigitalOceanClient(
            address, "token", null, governor, TimeProvider.System, new Random(1), progress);
        return await call(client);
    }

    /// <summary>Cancels at the first retry, so that the test does not wait for it.</summary>
    private sealed class CancelOnEvent(CancellationTokenSource cancel) : IProgress<InfraEvent>
    {
        public void Report(InfraEvent value) => cancel.Cancel();
    }
}
