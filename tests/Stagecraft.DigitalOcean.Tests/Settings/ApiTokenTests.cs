using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>spec/providers/cloud/digitalocean.md 2.4: values that are certainly no token are not sent.</summary>
public sealed class ApiTokenTests
{
    [Theory]
    [InlineData("\"dop_v1_secret\"", "it contains quotation marks")]
    [InlineData("'dop_v1_secret'", "it contains quotation marks")]
    [InlineData("dop_v1_secret\"", "it contains quotation marks")]
    [InlineData("DO_TOKEN=dop_v1_secret", "it begins with DO_TOKEN=")]
    [InlineData("Bearer dop_v1_secret", "it contains whitespace or other invalid characters")]
    [InlineData("${dop_v1_secret}", "it contains whitespace or other invalid characters")]
    [InlineData("$dop_v1_secret", "it contains whitespace or other invalid characters")]
    [InlineData("<dop_v1_secret>", "it contains whitespace or other invalid characters")]
    [InlineData("op://vault/secret", "it contains whitespace or other invalid characters")]
    [InlineData("***", "it contains whitespace or other invalid characters")]
    public void A_malformed_token_is_reported_without_its_value(string value, string reason)
    {
        CloudProviderException failure = FluentActions.Invoking(() => ApiToken.Read("DO_TOKEN", _ => value))
            .Should().ThrowExactly<CloudProviderException>().Which;

        failure.Code.Should().Be(ErrorCodes.CredentialsMissing);
        failure.Message.Should().EndWith($"the API token in environment variable DO_TOKEN is malformed: {reason}");
        (failure.Message + failure.Hint).Should().NotContain("secret");
    }

    [Fact]
    public void Whitespace_around_a_token_is_removed() => ApiToken.Read("DO_TOKEN", _ => " a=b\n").Should().Be("a=b");
}
