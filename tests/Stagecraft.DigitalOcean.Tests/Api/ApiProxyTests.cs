using System.Net;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>spec/providers/cloud/digitalocean.md 9.3: an entry of <c>NO_PROXY</c> covers the hosts below it.</summary>
public sealed class ApiProxyTests
{
    [Theory]
    [InlineData("digitalocean.com", true)]
    [InlineData("example.com, DigitalOcean.com", true)]
    [InlineData(".digitalocean.com", true)]
    [InlineData("api.digitalocean.com", true)]
    [InlineData("*", true)]
    [InlineData("ocean.com", false)]
    [InlineData("x.api.digitalocean.com", false)]
    [InlineData(",", false)]
    public void A_host_below_an_exempt_domain_is_accessed_directly(string noProxy, bool direct)
    {
        ApiProxy proxy = new(new WebProxy("http://127.0.0.1:3128"), noProxy);

        (proxy.GetProxy(Rig.Address) is null).Should().Be(direct);
        proxy.IsBypassed(Rig.Address).Should().Be(direct);
    }

    [Fact]
    public void The_route_names_the_variable_and_no_password()
    {
        ApiRoute route = ApiRoute.Of(
            new ApiAddress("digitalocean", new Uri("https://api.example:8443/gate")),
            isSystemProxy: false,
            name => name == "all_proxy" ? "x" : null);

        (route.Api, route.Prefix, route.Proxy, route.ProxySource).Should().Be(("api.example:8443", "/gate", null, "all_proxy"));
    }
}
