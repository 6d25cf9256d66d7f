using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 2.3: operations of the real API that are not emulated.</summary>
public sealed class NotEmulatedTests
{
    [Theory]
    [InlineData("GET", "/v2/functions/namespaces")]
    [InlineData("POST", "/v2/databases")]
    [InlineData("POST", "/v2/images")]
    [InlineData("PUT", "/v2/images/195934011")]
    [InlineData("DELETE", "/v2/images/195934011")]
    [InlineData("GET", "/v2/images/195934011/actions")]
    [InlineData("POST", "/v2/images/195934011/actions")]
    [InlineData("POST", "/v2/uptime/checks")]
    [InlineData("POST", "/v2/domains")]
    [InlineData("POST", "/v2/floating_ips")]
    [InlineData("POST", "/v2/certificates")]
    [InlineData("DELETE", "/v2/certificates/1")]
    [InlineData("DELETE", "/v2/droplets/actions")]
    [InlineData("GET", "/v2/droplets/actions")]
    [InlineData("DELETE", "/v2/droplets/autoscale")]
    [InlineData("POST", "/v2/droplets/autoscale")]
    [InlineData("GET", "/v2/droplets/autoscale/1")]
    [InlineData("DELETE", "/v2/droplets/autoscale/1/dangerous")]
    [InlineData("GET", "/v2/vpcs/5a4d0b0c-0000-4000-9000-000000000000/peerings")]
    public async Task An_operation_that_is_not_emulated_is_404_with_an_explanation(string method, string path)
    {
        await using Account account = new Account();
        Reply reply = await account.Send(new HttpMethod(method), path, method == "GET" ? null : "{}");
        (reply.Status, reply.ErrorId, reply["message"].GetString())
            .Should().Be((404, "not_found", $"The sandbox does not emulate {method} {path}."));
    }

    [Theory]
    [InlineData("PATCH", "/v2/images", "GET")]
    [InlineData("PATCH", "/v2/images/195934011", "GET")]
    public async Task An_operation_that_the_real_api_does_not_have_is_405(string method, string path, string allowed)
    {
        await using Account account = new Account();
        Reply reply = await account.Send(new HttpMethod(method), path);
        (reply.Status, string.Join(',', reply.ContentHeaders.Allow)).Should().Be((405, allowed));
    }
}
