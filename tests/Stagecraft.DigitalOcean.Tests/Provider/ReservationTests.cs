using Stagecraft.Config;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 9.11, digitalocean.md 16.5.1: an address is reserved once, and after a lost response the known state is
/// reported.</summary>
public sealed partial class ReservationTests
{
    private const string Path = "/v2/reserved_ips";

    private readonly World _world = new() { Yaml = World.Hosts("app-1", "db-1") };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_address_is_reserved_in_the_region_of_the_host_and_not_assigned(bool hasDroplet)
    {
        if (hasDroplet)
        {
            _world.Ours("db-1");
        }

        AddressReservation preview = Preview();
        (preview.Host, preview.Region, preview.Key, preview.MonthlyUnassigned, preview.Currency, preview.Address).Should()
            .Be(("db-1", "nyc1", "reserved_ip", 5.00m, "USD", null));
        Writes().Should().BeEmpty();

        AddressReservation reserved = Reserve(preview);

        SandboxReservedIp ip = _world.Cloud.Resources.ReservedIps.Should().ContainSingle().Which;
        (ip.Ip, ip.Region, ip.DropletId).Should().Be((reserved.Address!, "nyc1", null));
        reserved.IsConfirmed.Should().BeTrue();
        Writes().Should().Equal($"POST {Path}");
    }

    [Fact]
    public void The_next_run_assigns_it_when_it_is_declared()
    {
        _world.Up();
        string address = Reserve(Preview()).Address!;
        _world.Yaml = _world.Yaml.Replace("role: db }", $"role: db, reserved_ip: {address} }}", StringComparison.Ordinal);

        _world.Up();

        long id = _world.Cloud.Droplets.Single(d => d.Name == "staging-db-1").Id;
        _world.Cloud.Resources.ReservedIps.Should().ContainSingle(i => i.Ip == address && i.DropletId == id);
    }

    [Fact]
    public void A_host_that_declares_an_address_is_refused_at_its_place()
    {
        _world.Yaml = _world.Yaml.Replace("role: db }", "role: db, reserved_ip: 203.0.113.9 }", StringComparison.Ordinal);
        Problem problem = Refused();
        (problem.Code, problem.Message).Should().Be((ErrorCodes.Refused, "host 'db-1' already declares reserved_ip: 203.0.113.9"));
        (problem.Path, problem.Location!.Line).Should().Be(("hosts.staging.db-1.reserved_ip", 8));
    }

    [Fact]
    public void A_host_of_a_group_is_refused()
    {
        _world.Yaml = _world.Yaml.Replace("db-1: { role: db }", "db: { role: db, count: 2 }", StringComparison.Ordinal);
        Problem problem = Refused("db-2");
        problem.Message.Should().StartWith("host 'db-2' belongs to a group, which cannot have a reserved_ip");
        (problem.Code, problem.Path, problem.Location!.Line).Should().Be((ErrorCodes.Refused, "hosts.staging.db", 8));
    }

    [Fact]
    public void An_undeclared_host_is_an_error_with_a_suggestion()
    {
        Problem problem = Refused("db-2");
        (problem.Code, problem.Hint).Should().Be((ErrorCodes.ConfigInvalid, "did you mean 'db-1'?"));
    }

    [Fact]
    public void A_droplet_with_an_address_is_refused_with_that_address()
    {
        SandboxDroplet droplet = _world.Ours("db-1");
        OtherClient.Send(
            _world, HttpMethod.Post, Path, $$"""{"droplet_id":{{droplet.Id}}}""", TimeSpan.FromSeconds(30));
        string address = _world.Cloud.Resources.ReservedIps.Single().Ip;
        Problem problem = Refused();
        (problem.Code, problem.Hint).Should().Be((ErrorCodes.Refused, $"declare reserved_ip: {address}"));
    }

    [Fact]
    public void A_droplet_in_another_region_than_declared_is_refused()
    {
        _world.Cloud.CreateDroplet("staging-db-1", World.OurTags("db-1"), "fra1");
        Refused().Message.Should().Be("host 'db-1' is declared in region nyc1, but its droplet is in fra1");
    }

    [Fact]
    public void Addresses_that_are_not_assigned_and_not_declared_are_listed()
    {
        OtherClient.Reserve(_world, "nyc1");
        OtherClient.Reserve(_world, "nyc1");
        OtherClient.Reserve(_world, "fra1");
        string[] all = [.. _world.Cloud.Resources.ReservedIps.Select(i => i.Ip)];
        _world.Yaml = _world.Yaml.Replace("role: app }", $"role: app, reserved_ip: {all[0]} }}", StringComparison.Ordinal);

        Preview().Unassigned.Should().Equal(all[1]);
    }

    [Fact]
    public void An_address_that_is_new_since_the_preview_stops_the_reservation()
    {
        AddressReservation preview = Preview();
        OtherClient.Reserve(_world, "nyc1");
        CloudProviderException refusal = Fails(preview);
        refusal.Code.Should().Be(ErrorCodes.PlanStale);
        Writes().Should().BeEmpty();
    }

    [Fact]
    public void A_refusal_names_the_scope_and_reserves_nothing()
    {
        OnPost(Fault.Forbidden);
        CloudProviderException failure = Fails(Preview());
        failure.Code.Should().Be(ErrorCodes.Forbidden);
        failure.Message.Should().Contain("no reserved IP was reserved");
        (failure.Message + failure.Hint).Should().Contain("reserved_ip:create");
    }

    [Fact]
    public void Without_the_scope_to_list_them_nothing_is_reserved()
    {
        _world.Network.Choose = (request, _) =>
            request.RequestUri!.AbsolutePath == Path ? Fault.Forbidden : Fault.None;
        CloudProviderException failure = Thrown(() => Preview());
        (failure.Message + failure.Hint).Should().Contain("reserved_ip:read");
    }

    [Fact]
    public void The_limit_of_the_account_is_a_failure_with_the_reason()
    {
        for (int i = 0; i < 3; i++)
        {
            OtherClient.Reserve(_world, "fra1");
        }

        CloudProviderException failure = Fails(Preview());
        failure.Code.Should().Be(ErrorCodes.ResourceFailed);
        failure.Message.Should().Contain("limit");
    }

    [Fact]
    public void A_list_that_lags_behind_is_read_until_it_shows_the_address()
    {
        World world = new(o => o with { ListLag = TimeSpan.FromSeconds(9) }) { Yaml = World.Hosts("db-1") };
        Reserve(Preview(world: world), world).IsConfirmed.Should().BeTrue();

        World slow = new(o => o with { ListLag = TimeSpan.FromSeconds(60) }) { Yaml = World.Hosts("db-1") };
        AddressReservation reserved = Reserve(Preview(world: slow), slow);
        (reserved.IsConfirmed, reserved.Address).Should().Be((false, slow.Cloud.Resources.ReservedIps.Single().Ip));
    }

    [Fact]
    public void Canceled_while_the_list_lags_it_still_returns_the_address()
    {
        World world = new(o => o with { ListLag = TimeSpan.FromSeconds(60) }) { Yaml = World.Hosts("db-1") };
        AddressReservation preview = Preview(world: world);
        using CancellationTokenSource stop = new();
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Post)
            {
                world.Time.CreateTimer(_ => stop.Cancel(), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
            }
        };

        AddressReservation reserved = Reserve(preview, world, stop.Token);

        (reserved.IsConfirmed, reserved.Address).Should().Be((false, world.Cloud.Resources.ReservedIps.Single().Ip));
        world.Network.Sent.Count(s => s == $"GET {Path}?per_page=200").Should().BeLessThan(6);
    }

    [Fact]
    public void After_a_kill_before_the_response_the_next_preview_lists_the_address()
    {
        AddressReservation preview = Preview();
        FaultHandler network = _world.NewNetwork();
        network.Before = request => network.Crashed = request.Method == HttpMethod.Post;
        _world.Time.Run(() => Task.WhenAny(
            _world.NewProvider(network).ReserveAsync(Options(_world, "db-1"), preview, CancellationToken.None),
            Task.Delay(TimeSpan.FromMinutes(5), _world.Time)));

        string address = _world.Cloud.Resources.ReservedIps.Should().ContainSingle().Which.Ip;
        Preview().Unassigned.Should().Equal(address);
    }

    [Fact]
    public void A_request_that_is_delayed_until_the_read_is_too_old_is_not_sent()
    {
        AddressReservation preview = Preview();
        _world.Network.Later = (request, _) =>
            request.RequestUri!.AbsolutePath == Path ? TimeSpan.FromSeconds(11) : TimeSpan.Zero;
        Fails(preview).Code.Should().Be(ErrorCodes.PlanStale);
        _world.Cloud.Resources.ReservedIps.Should().BeEmpty();
    }

    private void OnPost(Fault fault) => _world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? fault : Fault.None;

    private IEnumerable<string> Writes() => _world.Network.Sent.Where(s => !s.StartsWith("GET", StringComparison.Ordinal));

    private Problem Refused(string host = "db-1")
    {
        Problem problem = Thrown(() => Preview(host)).Problems.Should().ContainSingle().Which;
        Writes().Should().BeEmpty();
        return problem;
    }

    private CloudProviderException Fails(AddressReservation preview) => Thrown(() => Reserve(preview));

    private static CloudProviderException Thrown(Action act) =>
        act.Should().Throw<CloudProviderException>().Which;

    private AddressReservation Preview(string host = "db-1", World? world = null)
    {
        World used = world ?? _world;
        return used.Time.Run(() => used.NewProvider().PreviewReservationAsync(Options(used, host), CancellationToken.None));
    }

    private AddressReservation Reserve(
        AddressReservation preview, World? world = null, CancellationToken cancellationToken = default)
    {
        World used = world ?? _world;
        return used.Time.Run(() => used.NewProvider().ReserveAsync(Options(used, preview.Host), preview, cancellationToken));
    }

    private static ReservationOptions Options(World world, string host) => new()
    {
        Config = World.Config(world.Yaml),
        Project = world.Project,
        Environment = "staging",
        Host = host,
    };
}
