using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Text;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>spec/providers/cloud/digitalocean.md 9.2.1: why there is no response.</summary>
public sealed class FailureReasonTests
{
    [Fact]
    public void An_insecure_connection_reports_the_reason()
    {
        ApiRequest request = new ApiRequest { Method = HttpMethod.Get, IsRead = true, Path = "/v2/account", Scope = "account:read" };
        AuthenticationException inner = new AuthenticationException(
            "outer", new AuthenticationException("the certificate is invalid: UntrustedRoot"));
        HttpRequestException failure = new HttpRequestException(
            HttpRequestError.SecureConnectionError, "The SSL connection could not be established, see inner exception.", inner);

        CloudException reported = Failures().NoResponse(request, failure);

        reported.Failure.Hint.Should().StartWith("this machine must trust the certificate");
        reported.Failure.IsTransient.Should().BeFalse();
        reported.Message.Should().Be("API error: no secure connection: the certificate is invalid: UntrustedRoot");
    }

    /// <summary>8.3: the framework quotes a line that is not a header; a server can repeat a line of the request.</summary>
    [Theory]
    [InlineData("Bearer dop_v1_secret")]
    [InlineData("echo secret-of-the-boot")]
    public async Task Text_quoted_by_the_framework_is_in_neither_the_message_nor_its_cause(string line)
    {
        using LoopbackServer server = new LoopbackServer($"HTTP/1.1 200 OK\n{line}\n\n");
        using HttpMessageInvoker socket = new HttpMessageInvoker(new SocketsHttpHandler());
        using HttpRequestMessage message = new HttpRequestMessage(HttpMethod.Get, server.Address);
        Exception failure = (
            await FluentActions.Awaiting(() => socket.SendAsync(message, default)).Should().ThrowAsync<HttpRequestException>()).Which;
        failure.ToString().Should().Contain(line);
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Path = "/v2/droplets",
            Scope = "droplet:create",
            Secret = "#!/bin/sh\necho secret-of-the-boot",
        };

        string reported = Failures().NoResponse(request, failure).ToString();

        reported.Should().NotContain("dop_v1_secret").And.NotContain("secret-of-the-boot");
    }

    [Fact]
    public void A_cause_without_secrets_is_kept()
    {
        ApiRequest request = new ApiRequest { Method = HttpMethod.Get, IsRead = true, Path = "/v2/account", Scope = "account:read" };
        HttpRequestException failure = new HttpRequestException("no route to host");

        Failures().NoResponse(request, failure).InnerException.Should().BeSameAs(failure);
    }

    /// <summary>9.2.1: the message of the framework contains the password.</summary>
    [Theory]
    [InlineData("407 Proxy Authentication Required", 1)]
    [InlineData("403 Forbidden", 1)]
    [InlineData("502 Bad Gateway", 2)]
    public async Task A_refusal_of_the_proxy_shows_its_status_and_no_password(string status, int attempts)
    {
        using LoopbackServer proxy = new($"HTTP/1.1 {status}\nContent-Length: 0\nConnection: close\n\n");
        using SocketsHttpHandler socket = new() { Proxy = new WebProxy($"http://someone:pass%2Fword@127.0.0.1:{proxy.Address.Port}") };
        using CancellationTokenSource second = new();
        List<InfraEvent> retries = [];
        using RateGovernor governor = new(TimeProvider.System, new RequestBudget());
        using DigitalOceanClient client = new(
            Rig.Address, "token", socket, governor, TimeProvider.System, new Random(1), new StopAfterRetry(retries, second));

        Exception failure = (
            await FluentActions.Awaiting(() => client.GetAccountAsync(second.Token)).Should().ThrowAsync<Exception>()).Which;

        retries.Should().HaveCount(attempts - 1);
        failure.ToString().Should().NotContain("someone").And.NotContain("pass");
        if (attempts == 1)
        {
            failure.Message.Should().Be($"API error: the proxy refused to connect to api.digitalocean.com (HTTP {status[..3]})");
        }
    }

    /// <summary>9.2.1: a reason for each type of failure, the same for every request.</summary>
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "the name of api.example cannot be resolved")]
    [InlineData(HttpRequestError.ConnectionError, "no connection to api.example: Connection refused")]
    [InlineData(HttpRequestError.ResponseEnded, "the connection was closed before the response was complete")]
    [InlineData(HttpRequestError.InvalidResponse, "the response is not valid HTTP")]
    [InlineData(HttpRequestError.HttpProtocolError, "the server violated the HTTP protocol")]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, "the headers of the response are too large")]
    [InlineData(HttpRequestError.Unknown, "the connection failed: Connection refused")]
    public void The_reason_depends_on_the_type_of_the_failure(HttpRequestError error, string reason)
    {
        HttpRequestException failure = new(error, "to http://a:secret@proxy", new SocketException((int)SocketError.ConnectionRefused));
        ApiRequest request = new() { Method = HttpMethod.Get, IsRead = true, Path = "/x", Scope = "s" };

        CloudException reported = Failures().NoResponse(request, failure);

        reported.Message.Should().Be("API error: " + reason);
        reported.Failure.IsTransient.Should().BeTrue();
    }

    [Fact]
    public void The_innermost_reason_of_an_unspecific_failure_is_reported()
    {
        HttpRequestException failure = new("An error occurred.", new HttpIOException(HttpRequestError.ResponseEnded, "secret"));

        Failures().NoResponse(new() { Method = HttpMethod.Get, IsRead = true, Path = "/x", Scope = "s" }, failure).Message
            .Should().Be("API error: the connection was closed before the response was complete");
    }

    [Fact]
    public void The_hint_names_the_proxy_and_its_variable()
    {
        ApiRoute route = new("api.example", "the proxy 10.0.0.1:3128", "HTTPS_PROXY");
        HttpRequestException failure = new(HttpRequestError.ConnectionError, "x", new SocketException((int)SocketError.ConnectionRefused));

        CloudFailure reported = new Failures(new SafeText(["dop_v1_secret"]), route, new DigitalOceanProtocol("dop_v1_secret"))
            .NoResponse(new() { Method = HttpMethod.Get, IsRead = true, Path = "/x", Scope = "s" }, failure).Failure;

        reported.Message.Should().Be("API error: no connection to the proxy 10.0.0.1:3128: Connection refused");
        reported.Hint.Should().Be("requests are sent through the proxy 10.0.0.1:3128: check HTTPS_PROXY");
    }

    /// <summary>8.3: an error of the API can repeat what it received.</summary>
    [Fact]
    public void Other_secrets_are_masked_like_the_token() =>
        new SafeText(["dop_v1_secret", "someone:hunter22", "hunter22"]).Clean("a dop_v1_secret b someone:hunter22 c hunter22 d")
            .Should().Be("a *** b *** c *** d");

    private static Failures Failures() =>
        new(new SafeText(["dop_v1_secret"]), new ApiRoute("api.example"), new DigitalOceanProtocol("dop_v1_secret"));

    private sealed class StopAfterRetry(List<InfraEvent> retries, CancellationTokenSource stop) : IProgress<InfraEvent>
    {
        public void Report(InfraEvent value)
        {
            retries.Add(value);
            stop.Cancel();
        }
    }
}
