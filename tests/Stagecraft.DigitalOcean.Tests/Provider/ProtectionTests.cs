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
    public void On_a_host_that_is_there_it_is_a_change_of_its_own()
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
            ("app-1", HostOutcomeKind.Unchanged, Truth(world, "app-1").Id), ("db-1", HostOutcomeKind.Protected, id));
        Truth(world, "db-1").Tags.Should().Contain(Tag);
        world.Events.All.Should().Equal(new HostProtecting("db-1", "staging-db-1", id.Machine()), new HostProtected("db-1", "staging-db-1", id.Machine()));
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

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == HostOutcomeKind.Protected && h.Message == "drift: size");
        Truth(world, "db-1").Tags.Should().Contain(Tag);
    }

    [Fact]
    public void It_comes_before_creates_and_deletes()
    {
        World world = Protecting("db-1", "app-1", "db-1");
        world.Ours("db-1");
        world.Ours("old-1");

        world.Up().Count(HostOutcomeKind.Deleted).Should().Be(1);

        string[] writes = [.. world.Network.Sent.Where(s => !s.StartsWith("GET", StringComparison.Ordinal))];
        writes[..3].Should().Equal("POST /v2/tags", $"POST /v2/tags/{Tag}/resources", "POST /v2/droplets");
        writes[3..].Should().OnlyContain(w => w.StartsWith("DELETE /v2/droplets/", StringComparison.Ordinal));
    }

    [Fact]
    public void Taken_out_of_the_file_it_stays_and_no_command_deletes_it()
    {
        World world = Protecting("db-1", "db-1");
        world.Up();
        world.Yaml = World.Hosts("db-1");
        world.Plan().InSync.Should().BeTrue();

        world.Yaml = World.Hosts("app-1");
        world.Up().Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(("app-1", HostOutcomeKind.Created), ("db-1", HostOutcomeKind.Kept));
        ApplyReport down = world.Down();

        down.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(("app-1", HostOutcomeKind.Deleted), ("db-1", HostOutcomeKind.Kept));
        world.Live().Should().Equal("staging-db-1");
        world.Plan(PlanIntent.Down).Warnings.Should().Contain(w => w.Code == "protected" && w.Message.Contains("infra unprotect db-1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Fault.ResetBefore)]
    [InlineData(Fault.ResetAfter)]
    [InlineData(Fault.Error500After)]
    [InlineData(Fault.Gateway504After)]
    [InlineData(Fault.TooMany)]
    [InlineData(Fault.LateCommit)]
    public void A_lost_answer_is_repeated_for_the_effect_is_the_same(Fault fault)
    {
        World world = Protecting("db-1", "db-1");
        world.Ours("db-1");
        InfraPlan plan = world.Plan();
        Dictionary<string, int> seen = [];
        world.Network.Choose = (request, _) =>
            request.Method == HttpMethod.Post && (seen[request.RequestUri!.AbsolutePath] = seen.GetValueOrDefault(request.RequestUri.AbsolutePath) + 1) == 1 ? fault : Fault.None;

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == HostOutcomeKind.Protected);

        seen.Keys.Should().BeEquivalentTo("/v2/tags", $"/v2/tags/{Tag}/resources");
        Truth(world, "db-1").Tags.Should().Contain(Tag);
    }

    [Theory]
    [InlineData("/v2/tags", "tag:create")]
    [InlineData("/resources", "tag:create, droplet:update")]
    public void A_missing_scope_is_named_and_the_others_go_on(string path, string scope)
    {
        World world = Protecting("db-1", "app-1", "db-1");
        world.Ours("db-1");
        world.Network.Choose = (request, _) =>
            request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;

        CloudProviderException failure = world.UpFails();

        failure.Code.Should().Be(ErrorCodes.PartialApply, "app-1 was created");
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().Equal(
            ("app-1", HostOutcomeKind.Created, null), ("db-1", HostOutcomeKind.Failed, ErrorCodes.Forbidden));
        failure.Report.Hosts[1].Message.Should().Contain(scope);
    }

    /// <summary>Spec 6.3, 6.9: three refused reads in a row end the protection, fewer do not.</summary>
    [Theory]
    [InlineData(2, HostOutcomeKind.Protected)]
    [InlineData(3, HostOutcomeKind.Failed)]
    public void Refused_reads_count_in_a_row(int refused, HostOutcomeKind outcome)
    {
        World world = Protecting("db-1", "db-1");
        long id = world.Ours("db-1").Id;
        InfraPlan plan = world.Plan();
        string attach = $"POST /v2/tags/{Tag}/resources";
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Get
            && request.RequestUri!.AbsolutePath == $"/v2/droplets/{id}"
            && world.Network.Sent.Contains(attach)
            && refused-- > 0 ? Fault.Forbidden : Fault.None;

        HostOutcome host = (outcome == HostOutcomeKind.Failed ? ApplyTests.Fails(() => world.Apply(plan)).Report! : world.Apply(plan)).Hosts.Single();

        (host.Kind, host.Code).Should().Be((outcome, outcome == HostOutcomeKind.Failed ? ErrorCodes.Forbidden : null));
    }

    [Fact]
    public void Nothing_done_and_refused_is_the_refusals_own_code()
    {
        World world = Protecting("db-1", "db-1");
        world.Ours("db-1");
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.Forbidden : Fault.None;

        world.UpFails().Code.Should().Be(ErrorCodes.Forbidden);
    }

    [Fact]
    public void What_is_not_ours_any_more_is_left_alone()
    {
        World world = Protecting("db-1", "app-1", "db-1");
        world.Ours("app-1");
        SandboxDroplet droplet = world.Ours("db-1");
        InfraPlan plan = world.Plan();
        world.Cloud.SetTags(droplet.Id, ["theirs"]);

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Report!.Hosts.Should().Contain(h => h.Name == "db-1" && h.Kind == HostOutcomeKind.Failed);
        Truth(world, "db-1").Tags.Should().Equal("theirs");
    }

    [Fact]
    public void What_is_gone_fails_with_droplet_not_found()
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
    public void One_that_somebody_has_protected_meanwhile_needs_nothing()
    {
        World world = Protecting("db-1", "db-1");
        SandboxDroplet droplet = world.Ours("db-1");
        InfraPlan plan = world.Plan();
        world.Cloud.SetTags(droplet.Id, [.. World.OurTags("db-1"), Tag]);

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == HostOutcomeKind.Unchanged);
        world.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void The_accounts_own_spelling_of_the_tag_is_used()
    {
        World world = Protecting("db-1", "db-1");
        world.Cloud.CreateDroplet("theirs", ["Stagecraft-PROTECTED"]);
        world.Ours("db-1");

        world.Up().Hosts.Should().ContainSingle(h => h.Kind == HostOutcomeKind.Protected);

        world.Network.Sent.Should().Contain("POST /v2/tags/Stagecraft-PROTECTED/resources");
        world.Plan().InSync.Should().BeTrue();
        world.Down().Hosts.Should().ContainSingle(h => h.Kind == HostOutcomeKind.Kept);
    }

    [Fact]
    public void Done_means_seen()
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

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == HostOutcomeKind.Protected);

        Truth(world, "db-1").Tags.Should().Contain(Tag);
        world.Time.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(40));
        world.Network.Sent.Count(s => s.EndsWith("/resources", StringComparison.Ordinal)).Should().BeInRange(2, 5, "it is attached again once a settle window");
    }

    [Fact]
    public void Never_seen_is_a_timeout()
    {
        World world = Protecting("db-1", "db-1");
        SandboxDroplet droplet = world.Ours("db-1");
        InfraPlan plan = world.Plan();
        world.Network.Before = request => world.Cloud.SetTags(droplet.Id, World.OurTags("db-1"));

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Report!.Hosts.Should().ContainSingle(h => h.Kind == HostOutcomeKind.Failed && h.Code == ErrorCodes.MachineTimeout);
    }

    [Fact]
    public void A_hundred_hosts_cost_few_requests()
    {
        string[] names = [.. Enumerable.Range(1, 100).Select(i => $"db-{i}")];
        World world = new() { Yaml = World.Hosts(names).Replace("role: db }", "role: db, protected: true }", StringComparison.Ordinal) };
        Array.ForEach(names, n => world.Ours(n));
        InfraPlan plan = world.Plan();
        world.Network.Sent.Clear();

        world.Apply(plan).Count(HostOutcomeKind.Protected).Should().Be(100);

        world.Network.Sent.Count(s => !s.StartsWith("GET", StringComparison.Ordinal)).Should().Be(3);
        world.Network.Sent.Should().HaveCountLessThan(20);
    }

    [Fact]
    public void Two_runs_at_once_delete_no_protected_droplet()
    {
        World world = Protecting("db-1", "db-1");
        DigitalOceanProvider first = world.NewProvider(world.NewNetwork());
        DigitalOceanProvider second = world.NewProvider(world.NewNetwork());

        CloudProviderException?[] failures = world.Time.Run(() => Task.WhenAll(FailureAsync(first), FailureAsync(second)));

        world.Live().Should().Equal("staging-db-1", "staging-db-1");
        world.PlanFails().Problems.Should().ContainSingle(p => p.Code == ErrorCodes.Refused && p.Hint!.Contains("infra unprotect", StringComparison.Ordinal));
        HostOutcome surplus = failures.OfType<CloudProviderException>().Should().ContainSingle("one of them made what is billed twice").Which
            .Report!.Hosts.Should().ContainSingle(h => h.Kind == HostOutcomeKind.Failed).Which;
        (surplus.Name, surplus.Code).Should().Be(("db-1", ErrorCodes.Refused));
        surplus.Id.Should().Be(world.Cloud.Droplets.Max(d => d.Id).Machine());

        async Task<CloudProviderException?> FailureAsync(DigitalOceanProvider provider)
        {
            try
            {
                await world.UpAsync(provider);
                return null;
            }
            catch (CloudProviderException e)
            {
                return e;
            }
        }
    }

    [Fact]
    public void Stopped_after_it_was_sent_it_says_what_is_so()
    {
        World world = Protecting("db-1", "app-1", "db-1");
        long id = world.Ours("db-1").Id;
        using CancellationTokenSource stop = new();
        world.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/resources", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(world.Plan(), stop.Token));

        failure.Report!.IsInterrupted.Should().BeTrue();
        failure.Report.Hosts.Select(h => (h.Name, h.Kind, h.Id.Number())).Should().Equal(("app-1", HostOutcomeKind.Skipped, null), ("db-1", HostOutcomeKind.Protected, id));
        world.Live().Should().Equal("staging-db-1");
    }

    /// <summary>Spec 6.8: what was sent and not seen is unknown; what was sent and is seen was done by this run.</summary>
    [Theory]
    [InlineData(Fault.LateCommit, HostOutcomeKind.Unknown)]
    [InlineData(Fault.ResetAfter, HostOutcomeKind.Protected)]
    public void Stopped_without_an_answer_it_is_not_said_that_nothing_was_sent(Fault fault, HostOutcomeKind outcome)
    {
        World world = Protecting("db-1", "db-1");
        world.Ours("db-1");
        InfraPlan plan = world.Plan();
        using CancellationTokenSource stop = new();
        bool IsAttach(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/resources", StringComparison.Ordinal);
        world.Network.Choose = (request, _) => IsAttach(request) ? fault : Fault.None;
        world.Network.Before = request =>
        {
            if (IsAttach(request))
            {
                stop.Cancel();
            }
        };

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan, stop.Token));

        failure.Report!.IsInterrupted.Should().BeTrue();
        failure.Report.Hosts.Should().ContainSingle().Which.Kind.Should().Be(outcome);
    }

    [Fact]
    public void Stopped_before_anything_was_sent_nothing_is_reported()
    {
        World world = Protecting("db-1", "db-1");
        world.Ours("db-1");
        InfraPlan plan = world.Plan();
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Action act = () => world.Apply(plan, stop.Token);

        act.Should().Throw<OperationCanceledException>();
        world.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_run_cannot_begin_what_was_protected_is_told()
    {
        World world = Protecting("db-1", "app-1", "db-1");
        world.Ours("db-1");
        InfraPlan plan = world.Plan();
        world.Network.Choose = (request, _) =>
            request.Method == HttpMethod.Get && world.Events.Of<HostProtected>().Any() ? Fault.Forbidden : Fault.None;

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().Equal(
            ("app-1", HostOutcomeKind.Failed, ErrorCodes.Forbidden), ("db-1", HostOutcomeKind.Protected, null));
    }

    private static World Protecting(string host, params string[] hosts) =>
        new() { Yaml = World.Hosts(hosts).Replace($"{host}: {{ role: {host.Split('-')[0]} }}", $"{host}: {{ role: {host.Split('-')[0]}, protected: true }}", StringComparison.Ordinal) };

    private static SandboxDroplet Truth(World world, string host) => world.Cloud.Droplets.Single(d => d.Name == $"staging-{host}");
}
