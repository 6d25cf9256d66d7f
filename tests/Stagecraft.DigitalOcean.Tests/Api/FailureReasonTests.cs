using System.Security.Authentication;
using Stagecraft.DigitalOcean.Api.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>spec/providers/cloud/digitalocean.md 9.2.1: why TLS failed.</summary>
public sealed class FailureReasonTests
{
    [Fact]
    public void A_connection_that_is_not_secure_says_why()
    {
        var request = new ApiRequest { Method = HttpMethod.Get, Path = "/v2/account", Scope = "account:read" };
        var inner = new AuthenticationException("outer", new AuthenticationException("the certificate is invalid: UntrustedRoot"));
        var failure = new HttpRequestException(HttpRequestError.SecureConnectionError, "The SSL connection could not be established, see inner exception.", inner);

        string message = new Failures(new SafeText("dop_v1_secret")).NoAnswer(request, failure).Message;

        message.Should().Be("API error: no secure connection: the certificate is invalid: UntrustedRoot (GET /v2/account)");
    }
}
