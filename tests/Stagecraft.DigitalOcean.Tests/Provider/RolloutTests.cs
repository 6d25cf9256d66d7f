using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 10.</summary>
public sealed class RolloutTests
{
    private readonly World _world = new();

    [Theory] // 10.3
    [InlineData(10, 1)]
    [InlineData(10, 3)]
    public void Outdated_hosts_are_replaced_in_groups(int hosts, int max)
    {
        string[] names = [.. Enumerable.Range(1, hosts).Select(i => $"app-{i}")];
        _world.Yaml = World.Hosts(names);
        _world.Up();
        _world.Yaml += "\ndefault_image: debian-12-x64";
        int most = 0;
        _world.Network.Before = _ => most = Math.Max(most, hosts - _world.Cloud.Droplets.Count(d => d.Status == "active" && !d.IsDeleting));
        int before = _world.Network.Sent.Count;
        TimeSpan began = _world.Time.Elapsed;

        ApplyReport report = Apply(Plan(replace: ["outdated"]), max);

        report.Count(OutcomeKind.Created).Should().Be(hosts);
        most.Should().Be(max);
        int groups = (hosts + max - 1) / max;
        string[] sent = [.. _world.Network.Sent.Skip(before)];
        string[] lists = [.. sent.Where(s => s.StartsWith("GET /v2/droplets?", Ordinal) || s.StartsWith("GET /v2/actions", Ordinal))];
        TimeSpan took = _world.Time.Elapsed - began;
        took.Should().BeLessThan(groups * TimeSpan.FromSeconds(3 + 15 + 10), "a group takes the delete, the settle window and a few reads");

        // DESIGN 8: at most four per host, and one list per interval.
        (sent.Length - lists.Length).Should().BeLessThanOrEqualTo((4 * hosts) + 12);
        lists.Length.Should().BeLessThanOrEqualTo((int)(took / TimeSpan.FromSeconds(2)) * 2);
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact] // 10.4, 10.6
    public void A_failure_ends_the_run_and_the_same_command_continues_it()
    {
        _world.Yaml = World.Hosts("app-1", "app-2", "app-3");
        _world.Up();
        long[] former = [.. _world.Cloud.Droplets.OrderBy(d => d.Name).Select(d => d.Id)];
        int creates = 0;
        _world.Network.Choose = (request, _) =>
            request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/v2/droplets" && ++creates == 2
                ? Fault.Forbidden : Fault.None;

        CloudProviderException failure = ApplyTests.Fails(() => Apply(Plan(replace: ["role:app"])));

        failure.Report!.Hosts.Select(h => (h.Name, h.Kind)).Should().BeEquivalentTo(
        [
            ("app-1", OutcomeKind.Deleted), ("app-1", OutcomeKind.Created), ("app-2", OutcomeKind.Deleted),
            ("app-2", OutcomeKind.Failed), ("app-3", OutcomeKind.Skipped),
        ]);
        failure.Report.Hosts[^1].Message.Should().Be("nothing was sent for it, because host 'app-2' failed");
        SandboxDroplet first = _world.Cloud.Droplets.Single(d => d.Name == "staging-app-1");
        first.Tags.Should().Contain("stagecraft-replaced");

        Wait(20);
        InfraPlan plan = Plan(replace: ["role:app"]);
        plan.HostChanges.Select(c => (c.Name, c.Actions)).Should().Equal(
            ("app-1", ResourceActions.Update), ("app-2", ResourceActions.Create), ("app-3", ResourceActions.Replace));
        Apply(plan);

        _world.Cloud.Droplets.Should().Contain(d => d.Id == first.Id).And.NotContain(d => former.Contains(d.Id));
        _world.Cloud.Droplets.SelectMany(d => d.Tags).Should().NotContain("stagecraft-replaced");
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact] // 10.5
    public void A_host_that_is_off_blocks_the_others_of_its_role()
    {
        _world.Yaml = World.Hosts("app-1", "app-2", "app-3");
        _world.Up();
        _world.Cloud.SetStatus(_world.Cloud.Droplets.Single(d => d.Name == "staging-app-3").Id, "off");
        long[] former = [.. _world.Cloud.Droplets.Select(d => d.Id)];

        CloudProviderException failure = ApplyTests.Fails(() => Apply(Plan(replace: ["app-1"])));

        failure.Code.Should().Be(ErrorCodes.Refused);
        failure.Report!.Hosts.Single(h => h.Kind == OutcomeKind.Failed).Message.Should().Be(
            "droplet 'staging-app-1' was not replaced: host 'app-3' was not available for 10 min, "
                + "and more than 1 of the role would be unavailable");
        _world.Cloud.Droplets.Select(d => d.Id).Should().BeEquivalentTo(former);
        Apply(Plan(replace: ["app-1"]), max: 2).Count(OutcomeKind.Created).Should().Be(1);
    }

    [Fact] // 10.5: replacing it takes nothing away.
    public void A_host_that_is_off_is_replaced_first()
    {
        _world.Yaml = World.Hosts("app-1", "app-2", "app-3");
        _world.Up();
        _world.Cloud.SetStatus(_world.Cloud.Droplets.Single(d => d.Name == "staging-app-3").Id, "off");

        Apply(Plan(replace: ["role:app"]));

        _world.Events.Of<HostDeleting>().Select(e => e.Name).Should().Equal("app-3", "app-1", "app-2");
    }

    [Fact] // 10.1, 10.2
    public void Unknown_roles_are_refused_and_hosts_in_sync_are_not_outdated()
    {
        _world.Yaml = World.Hosts("app-1", "db-1");
        _world.Up();

        Plan(replace: ["outdated"]).HasChanges.Should().BeFalse();

        CloudProviderException failure = ApplyTests.Fails(
            () => Apply(Plan(replace: ["role:ap"], resize: ["role:web"], powerOn: ["cache-1"])));
        failure.Problems.Select(p => (p.Code, p.Message)).Should().Equal(
            (ErrorCodes.ConfigInvalid, "invalid config: environment 'staging' has no host with the role 'ap'"),
            (ErrorCodes.ConfigInvalid, "invalid config: environment 'staging' has no host with the role 'web'"),
            (ErrorCodes.ConfigInvalid,
                "invalid config: host 'cache-1' of environment 'staging' cannot be switched on: it is not declared"));
        failure.Problems[0].Hint.Should().Be("known: app, db");
    }

    [Fact] // 9.4
    public void A_host_with_a_volume_is_not_replaced_in_another_region()
    {
        _world.Yaml = World.Hosts("db-1").Replace("role: db", "role: db, volumes: { data: { size: 10 } }", Ordinal);
        _world.Up();
        _world.Yaml = _world.Yaml.Replace("nyc1", "nyc3", Ordinal);

        CloudProviderException failure = ApplyTests.Fails(() => Apply(Plan(replace: ["outdated"])));

        failure.Problems.Should().ContainSingle().Which.Should().Match<Problem>(p => p.Code == ErrorCodes.Refused && p.Location != null
            && p.Message == "volume 'staging-db-1-data' is in region 'nyc1': it cannot be attached to the new droplet of host 'db-1' "
                + "in region 'nyc3'");
        _world.Live().Should().Equal("staging-db-1");
    }

    [Fact] // 10.4: nothing waits for the attachments of a host that is not replaced.
    public void The_volume_of_a_host_that_is_not_replaced_is_skipped()
    {
        _world.Yaml = World.Hosts("db-1", "db-2").Replace("db-1: { role: db", "db-1: { role: db, volumes: { data: { size: 10 } }", Ordinal);
        _world.Up();
        _world.Cloud.SetStatus(_world.Cloud.Droplets.Single(d => d.Name == "staging-db-2").Id, "off");
        TimeSpan began = _world.Time.Elapsed;

        CloudProviderException failure = ApplyTests.Fails(() => Apply(Plan(replace: ["db-1"])));

        failure.Report!.Resources.Should().ContainSingle().Which.Outcome.Should().Be(OutcomeKind.Skipped);
        (_world.Time.Elapsed - began).Should().BeLessThan(TimeSpan.FromMinutes(11), "the other host is waited for once");
    }

    [Fact] // 3.7
    public void The_estimate_of_requests_is_what_is_sent()
    {
        _world.Yaml = World.Hosts("app-1", "app-2", "app-3");
        _world.Up();
        _world.Network.Sent.Clear();
        InfraPlan plan = Plan(replace: ["role:app"]);

        Apply(plan);

        plan.Requests.Should().Be(7);
        _world.Network.Sent.Count(s => !s.StartsWith("GET ", Ordinal)).Should().Be(7);
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private InfraPlan Plan(
        IReadOnlyList<string>? replace = null, IReadOnlyList<string>? resize = null, IReadOnlyList<string>? powerOn = null)
    {
        PlanOptions options = _world.PlanOptions() with { Replace = replace ?? [], Resize = resize ?? [], PowerOn = powerOn ?? [] };
        return _world.Time.Run(() => _world.NewProvider().PlanAsync(options, CancellationToken.None));
    }

    private ApplyReport Apply(InfraPlan plan, int? max = null) => _world.Time.Run(() =>
        _world.NewProvider().ApplyAsync(_world.ApplyOptions(plan) with { MaxUnavailable = max }, CancellationToken.None));

    private void Wait(double seconds) => _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(seconds), _world.Time));
}
