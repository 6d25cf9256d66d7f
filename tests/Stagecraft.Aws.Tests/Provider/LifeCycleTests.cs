using Stagecraft.Aws.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 6 and 7: the life of an environment.</summary>
public sealed class LifeCycleTests
{
    private readonly AwsWorld _world = new();

    [Fact]
    public void Up_creates_one_instance_per_host_and_the_next_plan_has_no_changes()
    {
        ApplyReport report = _world.Up();

        report.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(
            ("app-1", OutcomeKind.Created), ("app-2", OutcomeKind.Created), ("db-1", OutcomeKind.Created));
        _world.Living.Select(i => i.Tags["Name"]).Should().BeEquivalentTo("staging-app-1", "staging-app-2", "staging-db-1");
        AwsSandboxInstance first = _world.Living.Single(i => i.Tags["Name"] == "staging-app-1");
        first.Tags.Where(t => t.Key != "stagecraft:made").Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["Name"] = "staging-app-1",
            ["stagecraft:environment"] = "staging",
            ["stagecraft:host"] = "app-1",
            ["stagecraft:project"] = "shop",
            ["stagecraft:role"] = "app",
        });

        InfraPlan plan = _world.Plan();
        plan.Changes.Should().OnlyContain(c => c.Actions == ResourceActions.None && c.Fields.Count == 0);
    }

    [Fact]
    public void Down_terminates_every_instance()
    {
        _world.Up();

        ApplyReport report = _world.Down();

        report.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Deleted);
        _world.Living.Should().BeEmpty();
    }

    /// <summary>Spec aws.md 9.1.</summary>
    [Fact]
    public void A_plan_has_the_prices_of_existing_instances_also_of_types_that_are_not_declared()
    {
        _world.Up();
        decimal? monthly = _world.Plan().Cost.MonthlyBefore;
        monthly.Should().BePositive();

        InfraPlan down = _world.Plan(PlanIntent.Down);
        (down.Cost.MonthlyBefore, down.Cost.MonthlyAfter).Should().Be((monthly, 0m));
        down.Changes.Should().OnlyContain(c => c.MonthlyBefore == monthly / 3);

        _world.Yaml = _world.Yaml.Replace("t3.small", "t3.micro", StringComparison.Ordinal);
        _world.Plan().Cost.MonthlyBefore.Should().Be(monthly);
        AccountOptions account = new() { Config = _world.Config(), Project = _world.Project, WithPrices = true };
        _world.Time.Run(() => _world.NewProvider().ListEnvironmentsAsync(account, CancellationToken.None))
            .Should().ContainSingle().Which.Monthly.Should().Be(monthly);
    }

    /// <summary>Spec aws.md 6.3.1: each further host requires at most one read by id, in its region.</summary>
    [Fact]
    public void A_delete_searches_no_region_for_its_instance()
    {
        int[] reads = [.. new[] { 1, 5 }.Select(hosts =>
        {
            AwsWorld world = new() { Yaml = AwsWorld.Hosts(Enumerable.Range(1, hosts).Select(i => $"app-{i}")) };
            world.Up();
            int before = world.Actions.Count;
            world.Down();
            return world.Actions.Skip(before).Count(a => a == "DescribeInstances");
        })];

        (reads[1] - reads[0]).Should().BeLessThanOrEqualTo(4);
    }

    [Fact]
    public void A_terminated_instance_is_created_again_with_the_next_generation()
    {
        _world.Up();
        AwsSandboxInstance old = _world.Living.Single(i => i.Tags["Name"] == "staging-db-1");
        _world.Cloud.TerminateInstance(old.Id);
        _world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(2), _world.Time));

        _world.Up();

        AwsSandboxInstance made = _world.Living.Single(i => i.Tags["Name"] == "staging-db-1");
        (old.ClientToken![^2..], made.ClientToken![^2..]).Should().Be(("-0", "-1"));
        made.ClientToken[..^1].Should().Be(old.ClientToken[..^1]);
    }

    /// <summary>Spec interface.md 3.3: found by seeds 167 and 10134 of the simulation. The host was reported as drift, and stayed
    /// missing.</summary>
    [Fact]
    public void A_host_whose_instance_is_shutting_down_is_created_when_the_instance_is_terminated()
    {
        AwsWorld world = new(o => o with { Terminate = TimeSpan.FromSeconds(50) });
        world.Up();
        AwsSandboxInstance old = world.Living.Single(i => i.Tags["Name"] == "staging-db-1");
        world.Cloud.TerminateInstance(old.Id);

        InfraPlan plan = world.Plan();

        plan.Changes.Where(c => c.Actions != ResourceActions.None).Should().ContainSingle(c => c.Creates && c.Name == "db-1");
        plan.Changes.Select(c => c.Id?.Value).Should().NotContain(old.Id);
        world.Up().Hosts.Single(h => h.Name == "db-1").Kind.Should().Be(OutcomeKind.Created);
        AwsSandboxInstance made = world.Living.Single(i => i.Tags["Name"] == "staging-db-1");
        made.ClientToken.Should().EndWith("-1");
        (made.CreatedAt - old.CreatedAt).Should().BeGreaterThan(TimeSpan.FromSeconds(50));
    }

    /// <summary>Spec interface.md 3.3: a plan of Down has a row for an instance that is shutting down, so that its deletion is
    /// verified.</summary>
    [Fact]
    public void Down_waits_for_an_instance_that_is_shutting_down()
    {
        AwsWorld world = new(o => o with { Terminate = TimeSpan.FromSeconds(50) });
        world.Up();
        world.Cloud.TerminateInstance(world.Living[0].Id);

        ApplyReport report = world.Down();

        report.Hosts.Should().HaveCount(2).And.OnlyContain(h => h.Kind == OutcomeKind.Deleted);
        world.Cloud.Instances.Should().OnlyContain(i => i.State == "terminated");
    }

    /// <summary>Spec aws.md 6.4.1: only the complete reads before and after the settle window include other regions.</summary>
    [Fact]
    public void Polls_of_down_read_the_regions_with_an_instance()
    {
        AwsWorld world = new(o => o with { Terminate = TimeSpan.FromSeconds(50) });
        world.Up();
        int before = world.Cloud.Requests.Count;

        world.Down();

        (string Region, int Count)[] lists =
        [
            .. world.Cloud.Requests.Skip(before).Where(r => r.Action == "DescribeInstances")
                .GroupBy(r => r.Region, (region, all) => (region, all.Count())),
        ];
        lists.Length.Should().BeGreaterThan(10);
        lists.Where(l => l.Region != "eu-central-1").Should().OnlyContain(l => l.Count == 2);
        lists.Single(l => l.Region == "eu-central-1").Count.Should().BeGreaterThan(5);
    }

    /// <summary>The same after the terminated instance is no longer shown: EC2 remembers its token.</summary>
    [Theory]
    [InlineData(AwsTokenResponse.Error)]
    [InlineData(AwsTokenResponse.Instance)]
    public void A_remembered_token_is_used_up(AwsTokenResponse response)
    {
        AwsWorld world = new(o => o with { TokenTerminated = response }) { Yaml = AwsWorld.Hosts("db-1") };
        world.Up();
        world.Cloud.TerminateInstance(world.Living.Single().Id);
        world.Time.Run(() => Task.Delay(TimeSpan.FromHours(2), world.Time));

        world.Up().Hosts.Single().Kind.Should().Be(OutcomeKind.Created);

        world.Living.Single().ClientToken.Should().EndWith("-1");
    }

    [Fact]
    public void Credentials_of_another_account_are_refused_before_anything_else_is_sent()
    {
        AwsWorld world = new(o => o with { AccountId = "999999999999" });

        CloudProviderException refusal = world.Invoking(w => w.Plan()).Should().Throw<CloudProviderException>().Which;

        refusal.Code.Should().Be(ErrorCodes.Refused);
        refusal.Message.Should().Contain("999999999999").And.Contain("123456789012");
        world.Actions.Should().Equal("GetCallerIdentity");
    }

    /// <summary>Spec aws.md 9.2.</summary>
    [Fact]
    public void A_root_volume_that_is_smaller_than_the_image_is_a_problem_of_the_plan()
    {
        AwsWorld world = new();
        world.Yaml = world.Yaml.Replace("role: db", "role: db, root_volume_size: 1", StringComparison.Ordinal);

        CloudProviderException failure = world.Invoking(w => w.Plan()).Should().Throw<CloudProviderException>().Which;

        failure.Problems.Single().Message.Should().Contain("root_volume_size is 1, but image 'ubuntu-24.04' has a root volume of 8 GiB");
        failure.Problems.Single().Path.Should().EndWith("db-1.root_volume_size");
    }

    /// <summary>Spec aws.md 6: plans send reads only.</summary>
    [Fact]
    public void A_plan_only_reads()
    {
        _world.Plan();
        int creating = _world.Actions.Count;
        _world.Actions.Should().OnlyContain(a => a.StartsWith("Describe") || a.StartsWith("Get"));

        _world.Up();
        int before = _world.Actions.Count;
        _world.Plan();

        // One type; groups and volumes. A plan with creates also looks for the names and the tokens of the missing hosts.
        (_world.Actions.Count - before, creating).Should().Be((14, 16));
    }

    [Fact]
    public void A_protected_host_cannot_be_terminated_by_anyone()
    {
        AwsWorld world = new() { Yaml = AwsWorld.Hosts("db-1").Replace("role: db", "role: db, protected: true", StringComparison.Ordinal) };
        world.Up();

        world.Down().Hosts.Single().Kind.Should().Be(OutcomeKind.Kept);

        AwsSandboxInstance instance = world.Living.Single();
        (instance.IsProtected, instance.Tags["stagecraft:protected"]).Should().Be((true, "true"));
    }

    /// <summary>Spec aws.md 6.8.</summary>
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Monitoring_is_switched_in_place(string declared, bool isMonitored)
    {
        string hosts = AwsWorld.Hosts("db-1");
        string first = isMonitored ? "role: db" : "role: db, monitoring: true";
        AwsWorld world = new() { Yaml = hosts.Replace("role: db", first, StringComparison.Ordinal) };
        world.Up();
        world.Yaml = hosts.Replace("role: db", $"role: db, monitoring: {declared}", StringComparison.Ordinal);

        world.Up().Hosts.Single().Kind.Should().Be(OutcomeKind.Updated);

        world.Living.Single().IsMonitored.Should().Be(isMonitored);
    }

    /// <summary>Spec aws.md 6.1: a plan reports it as a problem.</summary>
    [Fact]
    public void Refused_credentials_are_a_problem_of_the_plan()
    {
        AwsWorld world = new();
        world.Cloud.Conditions = world.Cloud.Conditions with { Faults = [new() { Kind = SandboxFaultKind.Unauthorized, Times = null }] };

        world.Invoking(w => w.Plan()).Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.Unauthorized);
    }

    /// <summary>Spec aws.md 9.2: nothing is known to be missing from a list that was not read.</summary>
    [Theory]
    [InlineData("GetParameters")]
    [InlineData("DescribeInstanceTypes")]
    [InlineData("DescribeInstanceTypeOfferings")]
    [InlineData("DescribeImages")]
    [InlineData("DescribeKeyPairs")]
    [InlineData("DescribeSubnets")]
    [InlineData("DescribeSecurityGroups")]
    public void A_refused_read_is_the_only_problem(string action)
    {
        AwsWorld world = new();
        world.Yaml = world.Yaml.Replace("role: app", "role: app, zone: eu-central-1a", StringComparison.Ordinal);
        world.Cloud.Conditions = world.Cloud.Conditions with
        {
            Faults = [new() { Kind = SandboxFaultKind.Forbidden, On = $"* {action}", Times = null }],
        };

        CloudProviderException failure = world.Invoking(w => w.Plan()).Should().Throw<CloudProviderException>().Which;

        failure.Problems.Select(p => p.Code).Should().OnlyContain(c => c == ErrorCodes.Forbidden);
        failure.Problems.Should().ContainSingle();
    }

    [Fact]
    public void A_resize_stops_changes_and_starts_the_instance()
    {
        AwsWorld world = new() { Yaml = AwsWorld.Hosts("db-1") };
        world.Up();
        string id = world.Living.Single().Id;
        world.Yaml = world.Yaml.Replace("t3.small", "t3.medium", StringComparison.Ordinal);

        world.Up(world.Options(PlanIntent.Converge) with { Resize = ["db-1"] });

        AwsSandboxInstance resized = world.Living.Single();
        (resized.Id, resized.Type, resized.State).Should().Be((id, "t3.medium", "running"));
        resized.Tags.Should().NotContainKey("stagecraft:resizing");
    }
}
