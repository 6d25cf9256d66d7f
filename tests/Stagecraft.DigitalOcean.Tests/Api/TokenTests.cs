using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Api;

public sealed class TokenTests
{
    [Fact]
    public void The_token_is_only_in_the_authorization_header()
    {
        Rig rig = new Rig(Responses.Ok("""{"account":{}}"""));

        rig.Run(c => c.GetAccountAsync(default));

        SentRequest sent = rig.Sent.Single();
        sent.Authorization.Should().Be("Bearer " + Rig.Token);
        sent.UserAgent.Should().Be("stagecraft/0.2.0");
        sent.Accept.Should().Be("application/json");
        sent.Uri.AbsoluteUri.Should().NotContain(Rig.Token);
        sent.AllHeaders.Split(Rig.Token).Should().HaveCount(2);
    }

    [Theory]
    [InlineData("https://api.digitalocean.com/v2/x", true)]
    [InlineData("https://API.digitalocean.com:443/y", true)]
    [InlineData("http://api.digitalocean.com/v2/x", false)]
    [InlineData("https://api.digitalocean.com:444/v2/x", false)]
    [InlineData("https://digitalocean.com/v2/x", false)]
    [InlineData("https://api.digitalocean.com.evil.example/v2/x", false)]
    public async Task The_token_is_sent_only_to_the_address_of_the_API(string address, bool expected)
    {
        ScriptedHandler socket = new ScriptedHandler(Responses.Ok("{}"));
        using HttpMessageInvoker invoker = new HttpMessageInvoker(
            new TokenHandler(new ApiAddress("digitalocean", Rig.Address), Rig.Token, socket));

        using HttpResponseMessage response = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, address), default);

        (socket.Sent.Single().Authorization is not null).Should().Be(expected);
    }

    [Theory]
    [InlineData("http://api.digitalocean.com")]
    [InlineData("http://10.0.0.1:8080")]
    [InlineData("ftp://localhost")]
    [InlineData("file:///tmp")]
    [InlineData("https://user:pass@api.digitalocean.com")]
    [InlineData("https://api.digitalocean.com/?x=1")]
    [InlineData("https://api.digitalocean.com/#x")]
    public void An_insecure_address_is_refused(string address)
    {
        CloudProviderException failure = FluentActions.Invoking(() => new ApiAddress("digitalocean", new Uri(address)))
            .Should().ThrowExactly<CloudProviderException>().Which;

        failure.Code.Should().Be("config_invalid");
        failure.Message.Should().StartWith("digitalocean provider: invalid config: ").And.NotContain("pass");
    }

    [Theory]
    [InlineData("https://api.digitalocean.com", "https://api.digitalocean.com/v2/x?a=b")]
    [InlineData("https://api.digitalocean.com/", "https://api.digitalocean.com/v2/x?a=b")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/v2/x?a=b")]
    [InlineData("http://localhost:8080/prefix/", "http://localhost:8080/prefix/v2/x?a=b")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/v2/x?a=b")]
    public void A_valid_address_is_accepted(string address, string expected) =>
        new ApiAddress("digitalocean", new Uri(address)).Of("/v2/x", "a=b").AbsoluteUri.Should().Be(expected);

    /// <summary>9.3: the version belongs to the paths of the requests.</summary>
    [Theory]
    [InlineData("https://api.digitalocean.com/v2", "https://api.digitalocean.com/v2/account")]
    [InlineData("https://api.digitalocean.com/v2/", "https://api.digitalocean.com/v2/account")]
    [InlineData("https://gate.example:8443/do/v2", "https://gate.example:8443/do/v2/account")]
    [InlineData("https://gate.example/v22", "https://gate.example/v22/v2/account")]
    public void An_address_with_the_version_is_accepted(string address, string expected)
    {
        VirtualTimeProvider clock = new();
        ScriptedHandler handler = new(Responses.Error(422, "x", "no"));
        using RateGovernor governor = new(clock, new RequestBudget());
        using DigitalOceanClient client = new(new Uri(address), Rig.Token, handler, governor, clock, new Random(1), null);

        CloudException failure = FluentActions.Invoking(() => clock.Run(() => client.GetAccountAsync(default)))
            .Should().ThrowExactly<CloudException>().Which;

        handler.Sent.Should().ContainSingle().Which.Uri.Should().Be(new Uri(expected));
        failure.Message.Should().Contain($"(GET {new Uri(expected).AbsolutePath}: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc\ndef")]
    [InlineData("abc def")]
    [InlineData("abcdéf")]
    public void A_token_with_invalid_characters_is_refused_and_not_shown(string token)
    {
        VirtualTimeProvider clock = new VirtualTimeProvider();
        using RateGovernor governor = new RateGovernor(clock, new RequestBudget());

        FluentActions.Invoking(
            () => new DigitalOceanClient(Rig.Address, token, new ScriptedHandler(), governor, clock, new Random(1), null))
            .Should().ThrowExactly<CloudProviderException>().Which.Message.Should().NotContain("abc");
    }

    [Fact]
    public void An_injected_handler_is_not_disposed()
    {
        Rig rig = new Rig(Responses.Ok("{}"));

        rig.Client.Dispose();

        rig.Handler.IsDisposed.Should().BeFalse();
    }
}
