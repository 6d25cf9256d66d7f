using System.Security.Authentication;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Text;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>spec/providers/cloud/digitalocean.md 9.2.1: why TLS failed.</summary>
public sealed class FailureReasonTests
{
    [Fact]
    public void An_insecure_connection_reports_the_reason()
    {
        ApiRequest request = new ApiRequest { Method = HttpMethod.Get, Path = "/v2/account", Scope = "account:read" };
        AuthenticationException inner = new AuthenticationException(
            "outer", new AuthenticationException("the certificate is invalid: UntrustedRoot"));
        HttpRequestException failure = new HttpRequestException(
            HttpRequestError.SecureConnectionError, "The SSL connection could not be established, see inner exception.", inner);

        string message = new Failures(new SafeText("dop_v1_secret"), WireReader.Error).NoResponse(request, failure).Message;

        message.Should().Be("API error: no secure connection: the certificate is invalid: UntrustedRoot (GET /v2/account)");
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

        string reported = new Failures(new SafeText("dop_v1_secret"), WireReader.Error).NoResponse(request, failure).ToString();

        reported.Should().Contain("***").And.NotContain("dop_v1_secret").And.NotContain("secret-of-the-boot");
    }

    [Fact]
    public void A_cause_without_secrets_is_kept()
    {
        ApiRequest request = new ApiRequest { Method = HttpMethod.Get, Path = "/v2/account", Scope = "account:read" };
        HttpRequestException failure = new HttpRequestException("no route to host");

        new Failures(new SafeText("dop_v1_secret"), WireReader.Error).NoResponse(request, failure).InnerException.Should()
            .BeSameAs(failure);
    }
}
