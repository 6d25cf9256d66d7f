using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 10.15 to 10.17.</summary>
public sealed class SurgeTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private readonly World _world;

    public SurgeTests()
        : this(new World())
    {
    }

    private SurgeTests(World world) => _world = world;

    [Theory] // 10.15
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    public void A_role_never_has_fewer_running_hosts(int hosts, int max)
    {
        string[] names = [.. Enumerable.Range(1, hosts).Select(i => $"app-{i}")];
        Start(names);
        long[] former = [.. _world.Cloud.Droplets.Select(d => d.Id)];
        (int least, int most) = (hosts, hosts);
        _world.Network.Before = _ =>
        {
            int running = _world.Cloud.Droplets.Count(d => d.Status == "active" && !d.IsDeleting);
            (least, most) = (Math.Min(least, running), Math.Max(most, running));
        };
        _world.Network.Sent.Clear();
        InfraPlan plan = Plan("role:app", max);

        ApplyReport report = Apply(plan, max);

        report.Hosts.Select(h => (h.Name!, h.Kind)).Should().BeEquivalentTo(
            names.SelectMany(n => new[] { (n, OutcomeKind.Deleted), (n, OutcomeKind.Created) }));
        report.Hosts.Where(h => h.Kind == OutcomeKind.Created).Should().OnlyContain(
            h => h.MachineName == $"staging-{h.Name}" && h.PublicIpv4 != null && h.Role == "app" && h.Size != null);
        (least, most).Should().Be((hosts, hosts + max));
        _world.Cloud.Droplets.Should().NotContain(d => former.Contains(d.Id));
        _world.Cloud.Droplets.SelectMany(d => d.Tags).Should().NotContain(t => t.StartsWith("stagecraft-host-", Ordinal))
            .And.NotContain("stagecraft-replaced");
        _world.Network.Sent.Count(s => !s.StartsWith("GET ", Ordinal))
            .Should().Be(plan.Requests - (max == 1 ? 0 : 2), "a group of two hosts has one create");
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact] // 10.16
    public void Every_write_can_be_the_last_one()
    {
        for (int writes = 1, ends = 0; ends == 0; writes++)
        {
            SurgeTests test = new();
            ends = test.IsContinuedAfter(writes) ? 0 : 1;
            writes.Should().BeLessThan(40);
        }
    }

    [Fact] // 10.16
    public void Another_plan_only_gives_the_new_droplet_its_name()
    {
        Start("app-1", "app-2");
        StopAfter(write => write.StartsWith("DELETE ", Ordinal));
        SandboxDroplet next = _world.Cloud.Droplets.Single(d => d.Name == "staging-app-1-next");

        InfraPlan plan = _world.Plan();
        plan.Changes.Where(c => c.Actions != ResourceActions.None).Should().ContainSingle()
            .Which.Should().Match<ResourceChange>(c => c.Name == "app-1" && c.Actions == ResourceActions.Update
                && c.Id!.Value.Value == $"{next.Id}"
                && c.Approval == Approval.Change);
        Apply(plan);

        _world.Cloud.Droplets.Select(d => (d.Name, d.Id == next.Id)).Should()
            .BeEquivalentTo([("staging-app-1", true), ("staging-app-2", false)]);
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact] // 10.16
    public void Another_plan_deletes_a_new_droplet_that_is_not_needed_and_names_the_command_that_uses_it()
    {
        Start("app-1", "app-2");
        StopAfter(write => write.StartsWith("POST /v2/droplets", Ordinal));
        SandboxDroplet next = _world.Cloud.Droplets.Single(d => d.Name == "staging-app-1-next");

        InfraPlan plan = _world.Plan();

        plan.HostChanges.Where(c => c.Actions != ResourceActions.None).Select(c => (c.Name, c.Actions, c.Reason)).Should().Equal(
            ("app-1-next", ResourceActions.Delete, DeleteReason.Undeclared));
        plan.Warnings.Select(w => (w.Code, w.Message)).Should().Contain((
            "replacement_unfinished",
            $"droplet 'staging-app-1-next' ({next.Id}) may be the new droplet of an interrupted replacement of host 'app-1', and this plan "
                + "deletes it; to continue the replacement instead, run: `stagecraft infra plan -e staging --replace app-1 --surge`"));
        InfraPlan continued = Plan("role:app");
        continued.HostChanges.Select(c => (c.Name, c.Actions)).Should().Equal(
            ("app-1", ResourceActions.Replace), ("app-2", ResourceActions.Replace));
        continued.Cost.Should().Be(plan.Cost, "one of three droplets is deleted in both");
        (continued.Cost.MonthlyBefore * 2).Should().Be(continued.Cost.MonthlyAfter * 3);
    }

    [Fact] // 10.15
    public void The_old_droplet_stays_while_the_new_one_is_not_running()
    {
        Start("app-1", "app-2");
        _world.Events.Received = e =>
        {
            if (e is HostReady { Name: "app-1-next", Id: { } id })
            {
                _world.Cloud.SetStatus(long.Parse(id.Value, null), "off");
            }
        };

        CloudProviderException failure = ApplyTests.Fails(() => Apply(Plan("app-1")));

        failure.Report!.Hosts.Should().Contain(h => h.Name == "app-1" && h.Kind == OutcomeKind.Failed
            && h.Message!.Contains("which replaces host 'app-1', is no longer running", Ordinal));
        _world.Live().Should().Contain("staging-app-1");
    }

    [Fact] // 10.17
    public void Hosts_that_cannot_be_replaced_with_a_surge_are_refused()
    {
        string longest = new('a', 55);
        Start("db-1", "app-1", "app-1-next", longest, "web-1");
        _world.Yaml = _world.Yaml.Replace("db-1: { role: db", "db-1: { role: db, volumes: { data: { size: 10 } }", Ordinal);
        _world.Cloud.CreateDroplet("staging-web-1-next");
        int sent = _world.Network.Sent.Count(s => !s.StartsWith("GET ", Ordinal));

        CloudProviderException failure = ApplyTests.Fails(
            () => Apply(Plan(["db-1", "app-1", longest, "web-1"])));

        string droplet = $"{_world.Cloud.Droplets.Single(d => d.Name.EndsWith("web-1-next", Ordinal)).Id}";
        failure.Problems.Select(p => p.Message).Should().BeEquivalentTo(
            "host 'db-1' cannot be replaced with --surge: it has a volume, which only one droplet can have at a time",
            "host 'app-1' cannot be replaced with --surge: its temporary name 'app-1-next' is a declared host",
            $"host '{longest}' cannot be replaced with --surge: its temporary droplet name 'staging-{longest}-next' has more than "
                + "63 characters",
            $"droplet 'staging-web-1-next' already exists (id {droplet}) and is not managed by Stagecraft");
        failure.Problems.Should().OnlyContain(p => p.Location != null);
        _world.Network.Sent.Count(s => !s.StartsWith("GET ", Ordinal)).Should().Be(sent);
    }

    [Fact] // 10.17
    public void A_host_with_a_reserved_ip_is_refused()
    {
        Start("db-1");
        string address = OtherClient.Reserve(_world, "nyc1");
        _world.Yaml = _world.Yaml.Replace("role: db", $"role: db, reserved_ip: {address}", Ordinal);

        CloudProviderException failure = ApplyTests.Fails(() => Apply(Plan("db-1")));

        failure.Problems.Should().ContainSingle().Which.Message.Should().Be(
            "host 'db-1' cannot be replaced with --surge: it has a reserved IP, which only one droplet can have at a time");
    }

    [Fact] // 10.17
    public void One_hint_names_both_steps_if_the_file_and_the_droplet_are_protected()
    {
        Start("app-1");
        _world.Yaml = _world.Yaml.Replace("role: app", "role: app, protected: true", Ordinal);
        _world.Up();

        CloudProviderException failure = ApplyTests.Fails(() => Apply(Plan("app-1")));

        failure.Problems.Should().ContainSingle().Which.Hint.Should().Be(
            "remove 'protected' from the config file, then run: `stagecraft infra unprotect app-1 -e staging`");
    }

    [Theory] // 10.17
    [InlineData(1, null)]
    [InlineData(2, "creating 2 droplets would exceed the account limit of 4 (3 in use)")]
    public void The_additional_droplets_count_for_the_limit(int max, string? refused)
    {
        SurgeTests limited = new(new World(o => o with { DropletLimit = 4 }));
        limited.Start("app-1", "app-2", "app-3");

        InfraPlan plan = limited.Plan("role:app", max);

        if (refused is null)
        {
            plan.Warnings.Should().BeEmpty();
            limited.Apply(plan, max).Succeeded.Should().BeTrue();
        }
        else
        {
            plan.Warnings.Should().ContainSingle().Which.Message.Should().Be(refused);
            ApplyTests.Fails(() => limited.Apply(plan, max)).Code.Should().Be(ErrorCodes.Refused);
            limited._world.Live().Should().HaveCount(3);
        }
    }

    [Fact] // 10.17
    public void A_surge_requires_a_selection()
    {
        Start("app-1");
        ApplyTests.Fails(() => Apply(Plan([]))).Problems[0].Message.Should().Be("invalid config: a surge requires hosts to replace");
    }

    private void Start(params string[] hosts)
    {
        _world.Yaml = World.Hosts(hosts);
        _world.Up();
    }

    private bool IsContinuedAfter(int writes)
    {
        Start("app-1", "app-2", "app-3");
        long[] former = [.. _world.Cloud.Droplets.Select(d => d.Id)];
        int sent = 0;
        bool isStopped = StopAfter(_ => ++sent == writes);
        long[] made = [.. _world.Cloud.Droplets.Select(d => d.Id).Except(former)];
        if (!isStopped)
        {
            return false;
        }

        Apply(Plan("role:app"));

        _world.Cloud.Droplets.Select(d => d.Name).Should().BeEquivalentTo("staging-app-1", "staging-app-2", "staging-app-3");
        _world.Cloud.Droplets.Should().NotContain(d => former.Contains(d.Id));
        bool isLast = made.Length == 3 && sent > 12;
        (isLast || made.All(id => _world.Cloud.Droplets.Any(d => d.Id == id))).Should().BeTrue("new droplets are used (write {0})", writes);
        _world.Cloud.Droplets.SelectMany(d => d.Tags).Should().NotContain("stagecraft-replaced");
        _world.Plan().InSync.Should().BeTrue();
        return true;
    }

    /// <summary>Cancels a surge of all hosts after a write.</summary>
    private bool StopAfter(Func<string, bool> isLast)
    {
        InfraPlan plan = Plan("role:app");
        using CancellationTokenSource stop = new();
        int before = _world.Network.Sent.Count;
        int seen = before;
        _world.Network.Before = _ =>
        {
            for (; seen < _world.Network.Sent.Count; seen++)
            {
                if (!_world.Network.Sent[seen].StartsWith("GET ", Ordinal) && isLast(_world.Network.Sent[seen]))
                {
                    stop.Cancel();
                }
            }
        };
        try
        {
            _world.Time.Run(() => _world.NewProvider().ApplyAsync(_world.ApplyOptions(plan), stop.Token));
        }
        catch (Exception e) when (e is CloudProviderException or OperationCanceledException)
        {
            // It was stopped.
        }

        _world.Network.Before = null;
        _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(30), _world.Time));
        return stop.IsCancellationRequested;
    }

    private InfraPlan Plan(string replace, int? max = null) => Plan([replace], max);

    private InfraPlan Plan(IReadOnlyList<string> replace, int? max = null) => _world.Time.Run(() => _world.NewProvider().PlanAsync(
        _world.PlanOptions() with { Replace = replace, Surge = true, MaxUnavailable = max }, CancellationToken.None));

    private ApplyReport Apply(InfraPlan plan, int? max = null) => _world.Time.Run(() =>
        _world.NewProvider().ApplyAsync(_world.ApplyOptions(plan) with { MaxUnavailable = max }, CancellationToken.None));
}
