using System.Globalization;
using System.Net;
using System.Text;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 4.6.</summary>
public sealed class OwnAddressTests : IDisposable
{
    private readonly World _world = new();
    private readonly HttpClient _api;

    public OwnAddressTests()
    {
        _api = new HttpClient(_world.Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
        _api.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
    }

    public void Dispose() => _api.Dispose();

    [Fact]
    public void The_own_address_is_reported_whatever_the_order_of_the_api()
    {
        SandboxDroplet[] droplets = [_world.Ours("app-1"), _world.Ours("app-2"), _world.Ours("db-1")];
        string[] reserved = [Reserve(droplets[0]), Reserve(droplets[1])];
        reserved.Select(r => int.Parse(r.Split('.')[3], CultureInfo.InvariantCulture) % 2).Should().BeEquivalentTo([0, 1], "both orders");

        IReadOnlyList<HostStatus> hosts = List();

        hosts.Select(h => h.PublicIpv4).Should().Equal(droplets.Select(d => d.PublicIpv4));
        hosts.Select(h => h.ReservedIpv4).Should().Equal(reserved[0], reserved[1], null);
        Reads().Should().Be(1);
    }

    [Fact]
    public void Droplets_with_one_address_take_no_request()
    {
        _world.Ours("app-1");
        Reserve(_world.Cloud.CreateDroplet("other", ["web"], "nyc1"));
        List().Single().PublicIpv4.Should().NotBeNull();
        Reads().Should().Be(0);
    }

    [Fact]
    public void A_run_reads_the_reserved_ips_once()
    {
        SandboxDroplet app = _world.Ours("app-1");
        Reserve(app);
        ApplyReport report = _world.Up();
        report.Hosts.Single(h => h.Name == "app-1").PublicIpv4.Should().Be(app.PublicIpv4);
        report.Hosts.Should().Contain(h => h.Kind == OutcomeKind.Created, "so that the run polls");
        Reads().Should().BeLessThanOrEqualTo(2, "one for the plan, one for its apply");
    }

    [Fact]
    public void Without_the_permission_the_read_fails_and_names_the_scope()
    {
        Reserve(_world.Ours("app-1"));
        _world.Network.Choose = (request, _) => IsList(request) ? Fault.Forbidden : Fault.None;
        CloudProviderException failure = FluentActions.Invoking(List).Should().Throw<CloudProviderException>().Which;
        failure.Problems.Single().Code.Should().Be(ErrorCodes.Forbidden);
        failure.Problems.Single().Hint.Should().Contain("reserved_ip:read");
    }

    [Fact]
    public void An_address_that_the_list_does_not_explain_is_not_used()
    {
        SandboxDroplet droplet = _world.Ours("app-1");
        _world.Cloud.Conditions = _world.Cloud.Conditions with { ListLag = TimeSpan.FromMinutes(10) };
        Reserve(droplet);
        FluentActions.Invoking(List).Should().Throw<CloudProviderException>()
            .WithMessage("*cannot determine the address of droplet 'staging-app-1'*");
    }

    private static bool IsList(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/v2/reserved_ips";

    private int Reads() => _world.Network.Sent.Count(s => s.StartsWith("GET /v2/reserved_ips", StringComparison.Ordinal));

    private IReadOnlyList<HostStatus> List() => _world.Time.Run(() => _world.NewProvider().ListHostsAsync(
        new() { Config = World.Config(_world.Yaml), Project = "shop", Environment = "staging" }, CancellationToken.None));

    private string Reserve(SandboxDroplet droplet)
    {
        _world.Time.Run(async () =>
        {
            using StringContent body = new($$"""{"droplet_id":{{droplet.Id}}}""", Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await _api.PostAsync(new Uri("/v2/reserved_ips", UriKind.Relative), body);
            response.StatusCode.Should().Be(HttpStatusCode.Accepted);
            await Task.Delay(TimeSpan.FromSeconds(30), _world.Time);
            return true;
        });
        return _world.Cloud.Resources.ReservedIps.Single(r => r.DropletId == droplet.Id).Ip;
    }
}
