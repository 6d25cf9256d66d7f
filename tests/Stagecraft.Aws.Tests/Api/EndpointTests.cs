using Stagecraft.Aws.Api.Client;
using Stagecraft.Engine.Http;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>spec/providers/cloud/aws.md 2.3: the addresses of the services.</summary>
public sealed class EndpointTests
{
    [Theory]
    [InlineData("", "https://ec2.eu-central-1.amazonaws.com/")]
    [InlineData("AWS_ENDPOINT_URL=http://127.0.0.1:1", "http://127.0.0.1:1/")]
    [InlineData("AWS_ENDPOINT_URL=http://127.0.0.1:1;AWS_ENDPOINT_URL_EC2=http://127.0.0.1:2/x/", "http://127.0.0.1:2/x/")]
    [InlineData("AWS_ENDPOINT_URL_STS=http://127.0.0.1:3", "https://ec2.eu-central-1.amazonaws.com/")]
    [InlineData("AWS_ENDPOINT_URL=http://127.0.0.1:1;AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "https://ec2.eu-central-1.amazonaws.com/")]
    public void The_variables_change_the_address(string variables, string expected)
    {
        Dictionary<string, string> set = variables.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);

        new AwsEndpoints(set.GetValueOrDefault).Of(AwsService.Ec2, "eu-central-1").Of("/", "").AbsoluteUri.Should().Be(expected);
    }

    [Fact]
    public void A_profile_can_configure_the_address()
    {
        ApiAddress address = new AwsEndpoints(_ => null, id => $"http://localhost:1/{id}").Of(AwsService.Quotas, "eu-central-1");

        address.Of("", "").AbsoluteUri.Should().Be("http://localhost:1/service_quotas");
    }

    [Theory]
    [InlineData("http://ec2.example")]
    [InlineData("not a URL")]
    public void An_address_that_is_not_secure_is_refused(string address) =>
        FluentActions.Invoking(() => new AwsEndpoints(_ => address).Of(AwsService.Ec2, "eu-central-1"))
            .Should().ThrowExactly<CloudProviderException>().Which.Code.Should().Be("config_invalid");

    [Theory]
    [InlineData("")]
    [InlineData("evil.example/")]
    [InlineData("EU-CENTRAL-1")]
    public void A_text_that_is_no_region_is_refused(string region) =>
        FluentActions.Invoking(() => new AwsEndpoints(_ => null).Of(AwsService.Ec2, region))
            .Should().ThrowExactly<CloudProviderException>().Which.Code.Should().Be("config_invalid");
}
