using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 3.6.1, 5.3, 6.9: hosts that the file protects.</summary>
public sealed class ProtectionTests
{
    private const string Tag = "stagecraft-protected";

    [Fact]
    public void A_new_host_gets_the_tag_with_its_create()
    {
        World world = Protecting("db-1", "app-1", "db-1");

        InfraPlan plan = world.Plan();
        world.Apply(plan);

        plan.ToCreate.Single(h => h.Name == "db-1").Tags.Should().Contain(Tag);
        Truth(world, "db-1").Tags.Should().Contain(Tag);
        Truth(world, "app-1").Tags.Should().NotContain(Tag);
        world.Network.Sent.Should().NotContain(s => s.Contains("/v2/tags/", StringComparison.Ordinal), "the create does it");
        world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void On_an_existing_host_protection_is_an_update()
    {
        World world = Protecting("db-1", "app-1", "db-1");
        world.Ours("app-1");
        long id = world.Ours("db-1").Id;

        InfraPlan plan = world.Plan();

        plan.Updated().Select(c => (c.Name, c.Id.Number())).Should().Equal(("db-1", id));
        plan.Unchanged().Select(h => h.Name).Should().Equal("app-1");
        (plan.InSync, plan.HasChanges).Should().Be((false, true));

        ApplyReport report = world.Apply(plan);

        report.Hosts.Select(h => (h.Name, h.Kind, h.Id.Number())).Should().Equal(
            ("app-1", OutcomeKind.Unchanged, Truth(world, "app-1").Id), ("db-1", OutcomeKind.Updated, id));
        Truth(world, "db-1").Tags.Should().Contain(Tag);
        world.Events.All.Should()
            .Equal(new HostUpdating("db-1", "staging-db-1", id.Machine()), new HostUpdated("db-1", "staging-db-1", id.Machine()));
        world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_drifted_host_is_protected_too()
    {
        World world = Protecting("db-1", "db-1");
        world.Ours("db-1", "s-2vcpu-4gb");

        InfraPlan plan = world.Plan();
        plan.Drifted().Should().ContainSingle().Which.Drift.Should().ContainSingle(d => d.Name == "size");
        plan.Updated().Should().ContainSingle();

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Updated && h.Message == "drift: size");
        Truth(world, "db-1").Tags.Should().Contain(Tag);
    }

    [Fact]
    public void Protection_precedes_creates_and_deletes()
    {
        World world = Protecting("db-1", "app-1", "db-1");
        world.Ours("db-1");
        world.Ours("old-1");

        world.Up().Count(OutcomeKind.Deleted).Should().Be(1);

        string[] writes = [.. world.Network.Sent.Where(s => !s.StartsWith("GET", StringComparison.Ordinal))];
        writes[..3].Should().Equal("POST /v2/tags", $"POST /v2/tags/{Tag}/resources", "POST /v2/droplets");
        writes[3..].Should().OnlyContain(w => w.StartsWith("DELETE /v2/droplets/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_removed_declaration_does_not_remove_the_protection()
    {
        World world = Protecting("db-1", "db-1");
        world.Up();
        world.Yaml = World.Hosts("db-1");
        world.Plan().InSync.Should().BeTrue();

        world.Yaml = World.Hosts("app-1");
        world.Up().Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(("app-1", OutcomeKind.Created), ("db-1", OutcomeKind.Kept));
        ApplyReport down = world.Down();

        down.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(("app-1", OutcomeKind.Deleted), ("db-1", OutcomeKind.Kept));
        world.Live().Should().Equal("staging-db-1");
        world.Plan(PlanIntent.Down).Warnings.Should()
            .Contain(w => w.Code == "protected" && w.Message.Contains("infra unprotect db-1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Fault.ResetBefore)]
    [InlineData(Fault.ResetAfter)]
    [InlineData(Fault.Error500After)]
    [InlineData(Fault.Gateway504After)]
    [InlineData(Fault.TooMany)]
    [InlineData(Fault.LateCommit)]
    public void A_protection_with_a_lost_response_is_repeated(Fault fault)
    {
        World world = Protecting("db-1", "db-1");
        world.Ours("db-1");
        InfraPlan plan = world.Plan();
        Dictionary<string, int> observed = [];
        world.Network.Choose = (request, _) =>
            request.Method == HttpMethod.Post
                && (observed[request.RequestUri!.AbsolutePath] = observed.GetValueOrDefault(request.RequestUri.AbsolutePath) + 1) == 1
                ? fault
                : Fault.None;

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Updated);

        observed.Keys.Should().BeEquivalentTo("/v2/tags", $"/v2/tags/{Tag}/resources");
        Truth(world, "db-1").Tags.Should().Contain(Tag);
    }

    [Theory]
    [InlineData("/v2/tags", "tag:create")]
    [InlineData("/resources", "tag:create, droplet:update")]
    public void A_missing_scope_is_reported_and_the_others_continue(string path, string scope)
    {
        World world = Protecting("db-1", "app-1", "db-1");
        world.Ours("db-1");
        world.Network.Choose = (request, _) =>
            request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal)
                ? Fault.Forbidden
                : Fault.None;

        CloudProviderException failure = world.UpFails();

        failure.Code.Should().Be(ErrorCodes.PartialApply, "app-1 was created");
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().Equal(
            ("app-1", OutcomeKind.Created, null), ("db-1", OutcomeKind.Failed, ErrorCodes.Forbidden));
        failure.Report.Hosts[1].Message.Should().Contain(scope);
    }

    /// <summary>Spec 6.3, 6.9: three refused reads in a row end the protection, fewer do not.</summary>
    [Theory]
    [InlineData(2, OutcomeKind.Updated)]
    [InlineData(3, OutcomeKind.Failed)]
    public void Refused_reads_count_in_a_row(int refused, OutcomeKind outcome)
    {
        World world = Protecting("db-1", "db-1");
        long id = world.Ours("db-1").Id;
        InfraPlan plan = world.Plan();
        string attach = $"POST /v2/tags/{Tag}/resources";
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Get
            && request.RequestUri!.AbsolutePath == $"/v2/droplets/{id}"
            && world.Network.Sent.Contains(attach)
            && refused-- > 0 ? Fault.Forbidden : Fault.None;

        HostOutcome host = (outcome == OutcomeKind.Failed
            ? ApplyTests.Fails(() => world.Apply(plan)).Report!
            : world.Apply(plan)).Hosts.Single();

        (host.Kind, host.Code).Should().Be((outcome, outcome == OutcomeKind.Failed ? ErrorCodes.Forbidden : null));
    }

    [Fact]
    public void A_refusal_without_any_change_has_its_own_code()
    {
        World world = Protecting("db-1", "db-1");
        world.Ours("db-1");
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.Forbidden : Fault.None;

        world.UpFails().Code.Should().Be(ErrorCodes.Forbidden);
    }

    [Fact]
    public void A_droplet_that_is_no_longer_owned_is_not_protected()
    {
        World world = Protecting("db-1", "app-1", "db-1");
        world.Ours("app-1");
        SandboxDroplet droplet = world.Ours("db-1");
        InfraPlan plan = world.Plan();
        world.Cloud.SetTags(droplet.Id, ["other"]);

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Report!.Hosts.Should().Contain(h => h.Name == "db-1" && h.Kind == OutcomeKind.Failed);
        Truth(world, "db-1").Tags.Should().Equal("other");
    }

    [Fact]
    public void A_deleted_droplet_fails_with_machine_not_found()
    {
        World world = Protecting("db-1", "app-1", "db-1");
        world.Ours("app-1");
        SandboxDroplet droplet = world.Ours("db-1", "s-2vcpu-4gb");
        InfraPlan plan = world.Plan();
        world.Cloud.DeleteDroplet(droplet.Id);
        world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(30), world.Time));

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.MachineNotFound);
        world.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void A_droplet_that_is_protected_meanwhile_is_not_changed()
    {
        World world = Protecting("db-1", "db-1");
        SandboxDroplet droplet = world.Ours("db-1");
        InfraPlan plan = world.Plan();
        world.Cloud.SetTags(droplet.Id, [.. World.OurTags("db-1"), Tag]);

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Unchanged);
        world.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void The_protection_tag_is_used_in_the_spelling_of_the_account()
    {
        World world = Protecting("db-1", "db-1");
        world.Cloud.CreateDroplet("other", ["Stagecraft-PROTECTED"]);
        world.Ours("db-1");

        world.Up().Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Updated);

        world.Network.Sent.Should().Contain("POST /v2/tags/Stagecraft-PROTECTED/resources");
        world.Plan().InSync.Should().BeTrue();
        world.Down().Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Kept);
    }

    [Fact]
    public void A_host_is_protected_only_when_a_read_shows_it()
    {
        World world = Protecting("db-1", "db-1");
        SandboxDroplet droplet = world.Ours("db-1");
        InfraPlan plan = world.Plan();

        // Whatever is attached is taken away again, until a while has passed.
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Get && world.Time.Elapsed < TimeSpan.FromSeconds(40))
            {
                world.Cloud.SetTags(droplet.Id, World.OurTags("db-1"));
            }
        };

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Updated);

        Truth(world, "db-1").Tags.Should().Contain(Tag);
        world.Time.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(40));
        world.Network.Sent.Count(s => s.EndsWith("/resources", StringComparison.Ordinal))
            .Should().BeInRange(2, 5, "it is attached again once a settle window");
    }

    [Fact]
    public void A_protection_that_no_read_shows_times_out()
    {
        World world = Protecting("db-1", "db-1");
        SandboxDroplet droplet = world.Ours("db-1");
        InfraPlan plan = world.Plan();
        world.Network.Before = request => world.Cloud.SetTags(droplet.Id, World.OurTags("db-1"));

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Report!.Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Failed && h.Code == ErrorCodes.MachineTimeout);
    }

    [Fact]
    public void A_hundred_hosts_cost_few_requests()
    {
        string[] names = [.. Enumerable.Range(1, 100).Select(i => $"db-{i}")];
        World world = new() { Yaml = World.Hosts(names).Replace("role: db }", "role: db, protected: true }", StringComparison.Ordinal) };
        Array.ForEach(names, n => world.Ours(n));
        InfraPlan plan = world.Plan();
        world.Network.Sent.Clear();

        world.Apply(plan).Count(OutcomeKind.Updated).Should().Be(100);

        world.Network.Sent.Count(s => !s.StartsWith("GET", StringComparison.Ordinal)).Should().Be(3);
        world.Network.Sent.Should().HaveCountLessThan(20);
    }

    internal static World Protecting(string host, params string[] hosts) =>
        new()
        {
            Yaml = World.Hosts(hosts).Replace(
                $"{host}: {{ role: {host.Split('-')[0]} }}",
                $"{host}: {{ role: {host.Split('-')[0]}, protected: true }}",
                StringComparison.Ordinal),
        };

    internal static SandboxDroplet Truth(World world, string host) => world.Cloud.Droplets.Single(d => d.Name == $"staging-{host}");
}
