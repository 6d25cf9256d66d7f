using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Api.Signing;
using Stagecraft.Aws.Tests.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>spec/providers/cloud/aws.md 8: security groups, volumes and addresses in whole runs.</summary>
public sealed class ResourceLifeTests
{
    private const string Hosts =
        """
        account_id: "123456789012"
        ssh_key_name: my-key
        default_region: eu-central-1
        default_size: t3.small
        hosts:
          staging:
            app-1: { role: app }
            db-1: { role: db, zone: eu-central-1b, volumes: { data: { size: 50 }, logs: { size: 5 } } }

        """;

    private const string Firewalls =
        """
        environments:
          staging:
            firewalls:
              ssh: { all: true, inbound: [{ port: 22, from: any }] }
              db: { roles: [db], inbound: [{ port: 5432, from: { role: app } }] }
        """;

    private readonly AwsWorld _world = new() { Yaml = Hosts + Firewalls };

    [Fact]
    public void Hosts_are_created_with_the_groups_and_volumes_of_the_file()
    {
        ApplyReport report = _world.Up();

        report.Resources.Should().OnlyContain(r => r.Outcome == OutcomeKind.Created).And.HaveCount(5);
        InfraPlan plan = _world.Plan();
        plan.InSync.Should().BeTrue();
        GroupsOf("app-1").Should().Equal("stagecraft.shop.staging.role.app", "stagecraft.shop.staging.ssh");
        GroupsOf("db-1").Should().Equal("stagecraft.shop.staging.db", "stagecraft.shop.staging.ssh");
        Volumes().Should().HaveCount(2).And.OnlyContain(v => v.Zone == "eu-central-1b" && v.Attachments.Count == 1);
    }

    /// <summary>interface.md 9.8: a new host finds its network complete.</summary>
    [Fact]
    public void Groups_have_all_their_rules_before_the_first_instance()
    {
        _world.Up();

        string[] writes = [.. _world.Cloud.Requests.Where(r => !r.IsRead).Select(r => r.Action)];
        int first = Array.IndexOf(writes, "RunInstances");
        Array.FindLastIndex(writes, a => a.Contains("SecurityGroup", StringComparison.Ordinal)).Should().BeLessThan(first);
    }

    [Fact]
    public void A_saved_plan_of_two_regions_is_read_again()
    {
        _world.Yaml = Hosts + "    app-2: { role: app, region: us-east-1 }\n"
            + Firewalls.Replace("role: app } }", "role: db } }", StringComparison.Ordinal);

        InfraPlan plan = _world.Plan();

        plan.Changes.Where(c => c.Kind == ResourceKind.Firewall).Select(c => c.Name).Should().Equal(
            "db.eu-central-1", "role.db.eu-central-1", "ssh.eu-central-1", "ssh.us-east-1");
        string text = InfraPlanJson.ToText(plan);
        InfraPlanJson.ToText(InfraPlanJson.Read("plan.json", System.Text.Encoding.UTF8.GetBytes(text))).Should().Be(text);
    }

    [Fact]
    public void A_firewall_is_added_to_existing_hosts_and_removed_again()
    {
        _world.Up();
        _world.Yaml = Hosts + Firewalls + "\n      web: { roles: [app], inbound: [{ port: 443, from: any }] }\n";

        _world.Up().Resources.Should().ContainSingle(r => r.Outcome == OutcomeKind.Created).Which.Name.Should().Be("web");
        GroupsOf("app-1").Should().Contain("stagecraft.shop.staging.web");
        _world.Plan().InSync.Should().BeTrue();

        _world.Yaml = Hosts + Firewalls;
        _world.Up().Resources.Should().ContainSingle(r => r.Outcome == OutcomeKind.Deleted).Which.Name.Should().Be("web");
        GroupsOf("app-1").Should().NotContain("stagecraft.shop.staging.web");
        _world.Plan().InSync.Should().BeTrue();
    }

    /// <summary>5.5: an update of the declared groups keeps those of firewalls.</summary>
    [Fact]
    public void Declared_groups_are_changed_beside_the_groups_of_firewalls()
    {
        _world.Up();
        _world.Yaml = Hosts.Replace("{ role: app }", "{ role: app, security_groups: [default] }", StringComparison.Ordinal)
            + Firewalls + "\n      web: { roles: [app], inbound: [{ port: 443, from: any }] }\n";

        _world.Up();

        GroupsOf("app-1").Should().Equal(
            "default", "stagecraft.shop.staging.role.app", "stagecraft.shop.staging.ssh", "stagecraft.shop.staging.web");
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_reserved_address_is_declared_associated_and_kept()
    {
        string address = Run(c => c.Network.AllocateAddressAsync(new Dictionary<string, string>(), null, default)).Value!.PublicIp;
        _world.Yaml = Hosts + Firewalls;
        decimal? price = _world.Plan().Cost.MonthlyAfter;
        _world.Yaml = Hosts.Replace("{ role: app }", $"{{ role: app, reserved_ip: {address} }}", StringComparison.Ordinal) + Firewalls;
        _world.Plan().Cost.MonthlyAfter.Should().Be(price);

        ApplyReport report = _world.Up();
        report.Hosts.Single(h => h.Name == "app-1").PublicIpv4.Should().Be(address);
        _world.Plan().InSync.Should().BeTrue();
        _world.Plan().Cost.MonthlyAfter.Should().Be(price);
        Instance("app-1").PublicIpv4.Should().Be(address);

        _world.Plan(PlanIntent.Down).Warnings.Should().Contain(w => w.Message.Contains($"reserved IP '{address}' is kept, 3.65 USD"));
        _world.Down();
        Run(c => c.Network.ListAddressesAsync([], RequestPriority.Working, default)).Items.Should().ContainSingle();
    }

    /// <summary>interface.md 9.9: AWS releases the own address of the existing instance.</summary>
    [Fact]
    public void An_address_that_an_existing_host_gets_is_its_address_in_the_report()
    {
        _world.Up();
        string address = Run(c => c.Network.AllocateAddressAsync(new Dictionary<string, string>(), null, default)).Value!.PublicIp;
        _world.Yaml = Hosts.Replace("{ role: app }", $"{{ role: app, reserved_ip: {address} }}", StringComparison.Ordinal) + Firewalls;

        ApplyReport report = _world.Up();

        report.Hosts.Single(h => h.Name == "app-1").Should().Match<HostOutcome>(
            h => h.Kind == OutcomeKind.Unchanged && h.PublicIpv4 == address);
        report.Hosts.Single(h => h.Name == "db-1").PublicIpv4.Should().Be(Instance("db-1").PublicIpv4);
    }

    [Fact]
    public void Down_deletes_the_groups_and_keeps_the_volumes()
    {
        _world.Up();

        InfraPlan plan = _world.Plan(PlanIntent.Down);
        plan.Warnings.Where(w => w.Code == "kept").Should().HaveCount(2);
        _world.Down().Resources.Should().OnlyContain(r => r.Outcome == OutcomeKind.Deleted).And.HaveCount(3);

        _world.Living.Should().BeEmpty();
        Run(c => c.Network.ListSecurityGroupsAsync([new Ec2Filter("group-name", "stagecraft.*")], RequestPriority.Working, default))
            .Items.Should().BeEmpty();
        Volumes().Should().HaveCount(2).And.OnlyContain(v => v.Attachments.Count == 0);

        _world.Up().Resources.Where(r => r.Kind == ResourceKind.Volume).Should().OnlyContain(r => r.Outcome == OutcomeKind.Updated);
        Volumes().Should().HaveCount(2).And.OnlyContain(v => v.Attachments.Count == 1);
    }

    [Fact]
    public void A_replaced_host_gets_its_volumes_back()
    {
        _world.Up();
        string before = Instance("db-1").Id;

        _world.Up(_world.Options(PlanIntent.Converge) with { Replace = ["db-1"] });

        string after = Instance("db-1").Id;
        after.Should().NotBe(before);
        Volumes().Should().HaveCount(2).And.OnlyContain(v => v.Attachments.Single().InstanceId == after);
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void Lists_that_lag_create_nothing_twice()
    {
        _world.Cloud.Conditions = _world.Cloud.Conditions with
        {
            ListLag = TimeSpan.FromSeconds(12),
            FilterLag = TimeSpan.FromSeconds(8),
            TagLag = TimeSpan.FromSeconds(4),
        };

        _world.Up();
        _world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(2), _world.Time));

        _world.Plan().InSync.Should().BeTrue();
        Volumes().Should().HaveCount(2);
        _world.Living.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(SandboxFaultKind.LostAnswerAfter)]
    [InlineData(SandboxFaultKind.ServerErrorBefore)]
    [InlineData(SandboxFaultKind.LateCommit)]
    public void Failed_requests_end_in_the_declared_state(SandboxFaultKind fault)
    {
        foreach (string action in new[] { "CreateSecurityGroup", "AuthorizeSecurityGroup*", "RevokeSecurityGroup*", "*Volume" })
        {
            _world.Cloud.Faults.Add(new SandboxFault { Kind = fault, On = "* " + action });
        }

        _world.Up();

        _world.Plan().InSync.Should().BeTrue();
        Volumes().Should().HaveCount(2);
    }

    private AwsInstance Instance(string host) => Run(c => c.Instances.ListAsync(
        [Ec2Filter.Tag("stagecraft:host", host), new Ec2Filter("instance-state-name", "running")], RequestPriority.Working, default))
        .Items.Single();

    private string?[] GroupsOf(string host) => [.. Instance(host).SecurityGroups.Select(g => g.Name).Order(StringComparer.Ordinal)];

    private IReadOnlyList<Ec2Volume> Volumes() =>
        Run(c => c.Volumes.ListAsync([Ec2Filter.TagKey("stagecraft:volume")], RequestPriority.Working, default)).Items;

    private T Run<T>(Func<RegionClient, Task<T>> call)
    {
        using AwsClient client = new(new()
        {
            HomeRegion = "eu-central-1",
            Endpoints = new AwsEndpoints(_ => null),
            Session = new AwsSession(new TestCredentials(() => new AwsKeys("AKIATEST", AwsWorld.Secret)), _world.Time),
            Governor = new RateGovernor(_world.Time, new AwsLimits()),
            Time = _world.Time,
            Random = new Random(1),
            Handler = _world.Cloud.CreateHandler(),
        });
        return _world.Time.Run(() => call(client.In("eu-central-1")));
    }
}
