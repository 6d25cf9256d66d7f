using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Apply against the sandbox: spec digitalocean.md 6, outline 8.1.</summary>
public sealed class ApplyTests
{
    [Fact]
    public void Hosts_are_created_and_reported_ready_with_their_addresses()
    {
        World world = new();

        ApplyReport report = world.Up();

        report.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(
            ("app-1", OutcomeKind.Created), ("app-2", OutcomeKind.Created), ("db-1", OutcomeKind.Created));
        report.Hosts.Select(h => h.Role).Should().Equal("app", "app", "db");
        report.Hosts.Should().OnlyContain(h => h.Size != null && h.Region != null);
        report.Hosts.Should().OnlyContain(h => h.PublicIpv4 != null && h.PrivateIpv4 != null && h.Id != null);
        world.Cloud.Droplets.Should().OnlyContain(d => d.Status == "active");
        world.Cloud.Droplets.Single(d => d.Name == "staging-db-1").Tags.Should().BeEquivalentTo(
            "stagecraft", "stagecraft-env-staging", "stagecraft-made-7945aa1796a5", "stagecraft-project-shop", "stagecraft-role-db");
    }

    [Fact]
    public void Ten_equal_hosts_are_created_per_request()
    {
        World world = new() { Yaml = World.Hosts(Enumerable.Range(1, 12).Select(i => $"app-{i}")) };

        world.Up();

        world.Network.Sent.Count(r => r == "POST /v2/droplets").Should().Be(2);
        world.Network.Sent.Should().HaveCountLessThanOrEqualTo(20);
        world.Events.Of<HostCreating>().Select(e => e.Name).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public void Applying_again_does_nothing()
    {
        World world = new();
        InfraPlan plan = world.Plan();
        world.Apply(plan);
        world.Network.Sent.Clear();

        ApplyReport report = world.Apply(plan);

        report.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Unchanged);
        world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public void No_operation_changes_unmanaged_droplets()
    {
        World world = new();
        long stranger = world.Cloud.CreateDroplet("staging-db-9").Id;
        long neighbour = world.Cloud.CreateDroplet(
            "staging-eu-app-1", ["stagecraft", "stagecraft-env-staging-eu", "stagecraft-project-shop"]).Id;

        world.Up();
        world.Down();

        world.Cloud.Droplets.Select(d => d.Id).Should().BeEquivalentTo([stranger, neighbour]);
    }

    [Fact]
    public void A_booting_host_is_awaited()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Ours("app-1", booting: true);

        ApplyReport report = world.Up();

        report.Hosts.Single().Kind.Should().Be(OutcomeKind.Unchanged);
        report.Hosts.Single().PublicIpv4.Should().NotBeNull();
        world.Events.Of<HostReady>().Should().ContainSingle();
        world.Network.Sent.Should().NotContain(r => r.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_that_differs_from_the_plan_fails_and_the_others_continue()
    {
        World world = new();
        InfraPlan plan = world.Plan();
        world.Ours("app-1", size: "s-8vcpu-16gb");

        CloudProviderException failure = Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().Equal(
            ("app-1", OutcomeKind.Failed, ErrorCodes.MachineExists),
            ("app-2", OutcomeKind.Created, null),
            ("db-1", OutcomeKind.Created, null));
        failure.Report!.Hosts[0].Message.Should().StartWith("droplet 'staging-app-1' already exists");
    }

    [Fact]
    public void A_refused_host_does_not_fail_its_batch_and_deletes_are_skipped()
    {
        World world = new() { Yaml = World.Hosts("old-1") };
        world.Up();
        world.Yaml = World.Hosts("app-1", "app-2", "app-3");
        InfraPlan plan = world.Plan();
        world.Network.Before = request =>
        {
            // The second droplet of the three meets an account that has become full.
            if (request.Method == HttpMethod.Post && Body(request).Contains("\"staging-app-2\""))
            {
                request.Content = new StringContent(
                    "{\"name\":\"staging-app-2\",\"size\":\"nothing\"}", System.Text.Encoding.UTF8, "application/json");
            }
        };

        CloudProviderException failure = Fails(() => world.Apply(plan));

        failure.Report!.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(
            ("app-1", OutcomeKind.Created),
            ("app-2", OutcomeKind.Failed),
            ("app-3", OutcomeKind.Created),
            ("old-1", OutcomeKind.Skipped));
        failure.Report!.Hosts[1].Code.Should().Be(ErrorCodes.MachineCreateFailed);
        failure.Report!.Hosts[1].Message.Should().StartWith("droplet 'staging-app-2' creation failed: ");
        world.Live().Should().Contain("staging-old-1");
    }

    [Fact]
    public void A_droplet_that_boots_to_off_fails()
    {
        World world = new() { Yaml = World.Hosts("app-1", "app-2") };
        world.Network.Before = _ =>
        {
            foreach (SandboxDroplet droplet in world.Cloud.Droplets.Where(d => d.Name == "staging-app-2"))
            {
                world.Cloud.SetStatus(droplet.Id, "off");
            }
        };

        CloudProviderException failure = world.UpFails();

        failure.Report!.Hosts[1]
            .Should().Match<HostOutcome>(h => h.Code == ErrorCodes.MachineCreateFailed && h.Id != null && h.Message!.Contains("'off'"));
        failure.Report!.Hosts[0].Kind.Should().Be(OutcomeKind.Created);
    }

    [Fact]
    public void A_droplet_that_never_boots_times_out()
    {
        World world = new(o => o with { Boot = TimeSpan.FromHours(2) }) { Yaml = World.Hosts("app-1") };

        CloudProviderException failure = world.UpFails();

        failure.Report!.Hosts.Single().Code.Should().Be(ErrorCodes.MachineTimeout);
        failure.Report!.Hosts.Single().Message.Should().StartWith("droplet 'staging-app-1' operation timeout");
        failure.Report!.Hosts.Single().Id.Should().NotBeNull();
    }

    [Fact]
    public void A_droplet_that_vanishes_fails()
    {
        World world = new(o => o with { Boot = TimeSpan.FromMinutes(5) }) { Yaml = World.Hosts("app-1") };
        int ticks = 0;
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Get && world.Cloud.Droplets.Count == 1 && ++ticks == 3)
            {
                world.Cloud.DeleteDroplet(world.Cloud.Droplets[0].Id);
            }
        };

        CloudProviderException failure = world.UpFails();

        failure.Report!.Hosts.Single()
            .Should().Match<HostOutcome>(h => h.Code == ErrorCodes.MachineCreateFailed && h.Message!.Contains("no longer exists"));
    }

    [Fact]
    public void A_plan_of_another_config_is_stale()
    {
        World world = new();
        InfraPlan plan = world.Plan();
        world.Yaml = World.Hosts("app-1");

        Fails(() => world.Apply(plan)).Code.Should().Be(ErrorCodes.PlanStale);
        world.Network.Sent.Should().NotContain(r => r.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_with_a_droplet_that_is_being_deleted_is_created_after_the_deletion()
    {
        World world = new(o => o with { Destroy = TimeSpan.FromSeconds(12) }) { Yaml = World.Hosts("app-1") };
        world.Up();
        long first = world.Cloud.Droplets.Single().Id;
        world.Cloud.DeleteDroplet(first);

        ApplyReport report = world.Up();

        report.Hosts.Single().Kind.Should().Be(OutcomeKind.Created);
        world.Cloud.Droplets.Single().Id.Should().NotBe(first);
    }

    [Fact]
    public void User_data_and_options_are_sent_and_not_shown()
    {
        World world = new();
        world.Yaml = """
            token_env: DO_TOKEN
            ssh_key_name: my-ssh-key
            hosts:
              staging:
                app-1:
                  role: app
                  size: s-1vcpu-1gb
                  region: nyc1
                  user_data: "#cloud-config SECRET-OF-THE-HOST"
                  ipv6: true
                  monitoring: true
                  tags: [team-web]
            """;

        InfraPlan plan = world.Plan();
        ApplyReport report = world.Apply(plan);

        world.Cloud.Droplets.Single().UserData.Should().Be("#cloud-config SECRET-OF-THE-HOST");
        world.Cloud.Droplets.Single().Tags.Should().Contain("team-web");
        string all = plan + string.Join('\n', world.Events.All) + string.Join('\n', report.Hosts);
        all.Should().NotContain("SECRET").And.NotContain(World.Token);
    }

    [Fact]
    public void The_token_is_only_in_its_header()
    {
        World world = new();

        world.Up();

        world.Network.Headers.Should().OnlyContain(h => h.Authorization!.Parameter == World.Token);
        world.Network.Sent.Should().NotContain(r => r.Contains("secret-token"));
    }

    [Fact]
    public void A_token_without_permission_to_create_fails_every_host_immediately()
    {
        World world = new();
        InfraPlan plan = world.Plan();
        world.Network.Before = request =>
            request.Headers.Authorization = request.Method == HttpMethod.Post ? null : request.Headers.Authorization;

        CloudProviderException failure = Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.Unauthorized);
        failure.Report!.Hosts.Should().OnlyContain(h => h.Code == ErrorCodes.Unauthorized);
        world.Network.Sent.Count(r => r.StartsWith("POST", StringComparison.Ordinal)).Should().BeLessThanOrEqualTo(2);
    }

    internal static CloudProviderException Fails(Func<ApplyReport> run)
    {
        try
        {
            run();
        }
        catch (CloudProviderException e)
        {
            return e;
        }

        throw new InvalidOperationException("the run did not fail");
    }

    private static string Body(HttpRequestMessage request) => request.Content!.ReadAsStringAsync().GetAwaiter().GetResult();
}
