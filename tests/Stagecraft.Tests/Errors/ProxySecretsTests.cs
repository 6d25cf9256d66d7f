using Stagecraft.Errors;

namespace Stagecraft.Tests.Errors;

/// <summary>spec/cli/infra.md 8: the password of a proxy is a secret.</summary>
public sealed class ProxySecretsTests
{
    [Theory]
    [InlineData("http://someone:p%2Fss%20word@proxy:3128")]
    [InlineData("someone:p%2Fss%20word@proxy:3128")]
    public void Every_form_of_user_and_password_is_a_secret(string value)
    {
        foreach (string variable in ProxySecrets.Variables)
        {
            ProxySecrets.Read(name => name == variable ? value : null).Should()
                .Contain([value, "someone:p%2Fss%20word", "someone:p/ss word", "p%2Fss%20word", "p/ss word", "c29tZW9uZTpwL3NzIHdvcmQ="])
                .And.BeInDescendingOrder(s => s.Length);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://proxy:3128")]
    [InlineData("@")]
    public void A_proxy_without_a_password_has_no_secrets(string? value) => ProxySecrets.Read(_ => value).Should().BeEmpty();

    [Fact]
    public void The_variables_of_the_HTTP_stack_are_read() => ProxySecrets.Variables.Should()
        .Equal("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY");
}
