using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>spec/providers/cloud/digitalocean.md 9.2.3: an API that cannot be reached.</summary>
public sealed class UnreachableTests
{
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "the name of api.digitalocean.com cannot be resolved")]
    [InlineData(HttpRequestError.ConnectionError, "no connection to api.digitalocean.com: Connection refused")]
    [InlineData(HttpRequestError.SecureConnectionError, "no secure connection: Connection refused")]
    public void A_plan_ends_with_one_error_within_ten_seconds(HttpRequestError error, string reason)
    {
        World world = new();

        (CloudProviderException failure, TimeSpan time) = Plan(world, (_, _) => throw Failure(error));

        failure.Problems.Should().ContainSingle().Which.Message.Should().Be("API error: " + reason);
        (failure.Code, failure.IsTransient).Should().Be((ErrorCodes.ApiError, true));
        time.Should().BeGreaterThan(TimeSpan.FromSeconds(7)).And.BeLessThan(TimeSpan.FromSeconds(10));
    }

    /// <summary>The HTTP stack tries one connection at a time for all requests that can share it.</summary>
    [Fact]
    public void Reads_that_wait_for_a_connection_end_with_the_first_that_could_not_connect()
    {
        World world = new();
        int sent = 0;

        (CloudProviderException failure, TimeSpan time) = Plan(world, async (_, token) =>
        {
            TimeSpan wait = Interlocked.Increment(ref sent) == 1 ? TimeSpan.FromSeconds(8) : Timeout.InfiniteTimeSpan;
            await Pause.ForAsync(wait, world.Time, token);
            throw new TaskCanceledException("", new TimeoutException());
        });

        failure.Problems.Should().ContainSingle().Which.Message
            .Should().Be("API error: no connection to api.digitalocean.com: Connection timed out");
        time.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_certificate_that_is_not_trusted_fails_immediately()
    {
        (CloudProviderException failure, TimeSpan time) = Plan(
            new World(), (_, _) => throw Failure(HttpRequestError.SecureConnectionError, new AuthenticationException("bad certificate")));

        failure.Problems.Should().ContainSingle().Which.Message.Should().Be("API error: no secure connection: bad certificate");
        time.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Later_requests_try_again()
    {
        Rig rig = new(
            new ScriptedHandler([.. Enumerable.Repeat<Rig.Dated>((_, _) => throw Failure(HttpRequestError.ConnectionError), 7),
            (_, _) => Task.FromResult(Responses.Response(200, """{"account":{"droplet_limit":25}}"""))]));
        rig.Fails(c => c.GetAccountAsync(CancellationToken.None));
        rig.Sent[^1].At.Should().Be(TimeSpan.FromSeconds(8));
        rig.Clock.Run(() => Task.Delay(TimeSpan.FromMinutes(1), rig.Clock));

        rig.Run(c => c.GetAccountAsync(CancellationToken.None)).Value.DropletLimit.Should().Be(25);
    }

    /// <summary>An assembly that is missing next to the program is no failure of the connection, although it is an IOException.</summary>
    [Fact]
    public void A_missing_file_of_the_program_is_not_retried()
    {
        (CloudProviderException failure, TimeSpan time) = Plan(new World(), (_, _) => throw new FileNotFoundException("secret"));

        failure.Message.Should().Contain(nameof(FileNotFoundException)).And.NotContain("secret");
        time.Should().Be(TimeSpan.Zero);
    }

    /// <summary>9.2.3: the HTTP stack sends CONNECT 16 times for each attempt of a request.</summary>
    [Fact]
    public async Task A_proxy_that_closes_the_connection_gets_one_CONNECT_per_attempt()
    {
        using LoopbackServer proxy = new("");
        using SocketsHttpHandler socket = ApiSocket.Create(isLoopback: false);
        socket.Proxy = new WebProxy(proxy.Address);
        using HttpMessageInvoker invoker = new(socket);
        using HttpRequestMessage message = new(HttpMethod.Get, Rig.Address);

        HttpRequestException failure = (await FluentActions.Awaiting(() => invoker.SendAsync(message, CancellationToken.None))
            .Should().ThrowAsync<HttpRequestException>()).Which;

        proxy.Requests.Should().Be(1);
        failure.HttpRequestError.Should().Be(HttpRequestError.ConnectionError);
        failure.GetBaseException().Should().BeOfType<HttpIOException>()
            .Which.HttpRequestError.Should().Be(HttpRequestError.ResponseEnded);
    }

    private static HttpRequestException Failure(HttpRequestError error, Exception? inner = null) =>
        new(error, "secret", inner ?? new SocketException((int)SocketError.ConnectionRefused));

    private static (CloudProviderException Failure, TimeSpan Time) Plan(World world, Rig.Dated send)
    {
        using DigitalOceanProvider provider = new(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = _ => World.Token,
            Handler = new ScriptedHandler(send),
            TimeProvider = world.Time,
            Random = new Random(1),
        });
        CloudProviderException failure = FluentActions
            .Invoking(() => world.Time.Run(() => provider.PlanAsync(world.PlanOptions(), CancellationToken.None)))
            .Should().Throw<CloudProviderException>().Which;
        return (failure, world.Time.Elapsed);
    }
}
