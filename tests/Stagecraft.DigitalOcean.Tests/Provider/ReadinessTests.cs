using System.Net;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Readiness;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.10: readiness probes of hosts.</summary>
public sealed class ReadinessTests
{
    private readonly World _world =
        new() { Yaml = World.Hosts("app-1", "app-2", "db-1").Replace("{ role: app }", "{ role: app, wait: ssh }") };
    private readonly List<(string Machine, HostWait Wait, TimeSpan At)> _asked = [];

    [Fact]
    public void A_host_is_probed_each_interval_until_it_responds()
    {
        ApplyReport report = Up((target, at) => at < TimeSpan.FromSeconds(30) ? No("port 22: ConnectionRefused") : Yes);

        report.Hosts.Select(h => (h.Name, h.Kind, h.Ready)).Should().Equal(
            ("app-1", OutcomeKind.Created, "ssh"), ("app-2", OutcomeKind.Created, "ssh"), ("db-1", OutcomeKind.Created, null));
        _asked.Select(a => a.Machine).Distinct().Should().Equal("staging-app-1", "staging-app-2");
        TimeSpan[] times = [.. _asked.Where(a => a.Machine == "staging-app-1").Select(a => a.At)];
        times.Zip(times.Skip(1), (a, b) => b - a).Should().OnlyContain(d => d == TimeSpan.FromSeconds(5));
        _world.Events.All.Where(e => e is HostProbing or HostReachable).Select(e => e.ToString()).Should().HaveCount(4);
        _world.Events.Of<HostProbing>().Select(e => e.Name).Should().Equal("app-1", "app-2");
    }

    /// <summary>Spec digitalocean.md 6.10.2.</summary>
    [Theory]
    [InlineData("", "root")]
    [InlineData("\nssh_user: deploy", "deploy")]
    public void Probes_log_in_as_the_SSH_user(string setting, string user)
    {
        List<string> users = [];
        _world.Yaml += setting;

        Up((target, _) =>
        {
            users.Add(target.User);
            return Yes;
        });

        users.Should().Equal(user, user);
    }

    [Fact]
    public void A_host_that_does_not_respond_in_time_fails_alone_with_a_reason()
    {
        _world.Yaml += "\nssh_timeout: 60s";

        CloudProviderException failure = Fails((target, _) => target.MachineName == "staging-app-2" ? No("port 22: TimedOut") : Yes);

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().Equal(
            ("app-1", OutcomeKind.Created, null),
            ("app-2", OutcomeKind.Failed, ErrorCodes.MachineTimeout),
            ("db-1", OutcomeKind.Created, null));
        failure.Report.Hosts[1].Message.Should()
            .Be("droplet 'staging-app-2' operation timeout: not ready (ssh) after 1 min (port 22: TimedOut)");
        failure.Report.Hosts[1].Id.Should().NotBeNull();
        _world.Cloud.Droplets.Should().HaveCount(3);
    }

    [Fact]
    public void A_permanent_probe_failure_fails_the_host_immediately()
    {
        _world.Yaml = _world.Yaml.Replace("wait: ssh", "wait: cloud-init");

        CloudProviderException failure = Fails((_, _) => new HostProbeResult(HostProbeOutcome.Failed, "cloud-init status: error"));

        _asked.Should().HaveCount(2).And.OnlyContain(a => a.Wait == HostWait.CloudInit);
        failure.Report!.Hosts.Where(h => h.Kind == OutcomeKind.Failed).Select(h => h.Code)
            .Should().Equal(ErrorCodes.MachineCreateFailed, ErrorCodes.MachineCreateFailed);
    }

    /// <summary>Spec digitalocean.md 2.20: <c>http</c> has its own timeout and request.</summary>
    [Fact]
    public void A_host_with_health_is_probed_with_its_request_until_http_timeout()
    {
        _world.Yaml = World.Hosts("app-1").Replace(
            "role: app",
            "role: app, wait: http, health: { port: 8080, path: /up, status: 204, host: example.com }",
            StringComparison.Ordinal)
            + "\nhttp_timeout: 60s\nssh_timeout: 10s";
        HostHealth? health = null;

        CloudProviderException failure = Fails((target, _) =>
        {
            health = target.Health;
            return No("HTTP 503");
        });

        health.Should().Be(new HostHealth { Port = 8080, Path = "/up", Status = 204, Host = "example.com" });
        failure.Report!.Hosts.Single().Should().BeEquivalentTo(new
        {
            Kind = OutcomeKind.Failed,
            Code = ErrorCodes.MachineTimeout,
            Message = "droplet 'staging-app-1' operation timeout: not ready (http) after 1 min (HTTP 503)",
        });
    }

    [Fact]
    public void A_host_that_responds_over_HTTP_is_ready()
    {
        _world.Yaml = _world.Yaml.Replace("wait: ssh", "wait: http", StringComparison.Ordinal);

        Up((target, _) => target.Health == HostHealth.Default ? Yes : null).Hosts.Select(h => h.Ready).Should().Equal("http", "http", null);

        _world.Events.Of<HostReachable>().Select(e => e.Wait).Should().Equal("http", "http");
    }

    /// <summary>Spec digitalocean.md 6.10.4.</summary>
    [Fact]
    public void A_probe_states_the_id_of_the_droplet()
    {
        long existing = _world.Ours("app-1").Id;
        List<(string Machine, ResourceId Id)> probes = [];

        ApplyReport report = Up((target, _) =>
        {
            probes.Add((target.MachineName, target.MachineId));
            return Yes;
        });

        probes.Should().Equal(
            ("staging-app-1", new ResourceId($"{existing}")),
            ("staging-app-2", report.Hosts.Single(h => h.Name == "app-2").Id!.Value));
    }

    [Fact]
    public void Existing_hosts_are_probed_again_except_those_with_drift()
    {
        _world.Ours("app-1");
        _world.Ours("app-2", size: "s-2vcpu-4gb");
        _world.Ours("db-1");

        ApplyReport report = Up((_, _) => Yes);

        _asked.Select(a => a.Machine).Should().Equal("staging-app-1");
        report.Hosts.Select(h => (h.Kind, h.Ready)).Should().Equal(
            (OutcomeKind.Unchanged, "ssh"), (OutcomeKind.Unchanged, null), (OutcomeKind.Unchanged, null));
    }

    [Fact]
    public void A_host_with_drift_is_not_probed_although_the_run_protected_it()
    {
        _world.Yaml = _world.Yaml.Replace(
            "app-2: { role: app, wait: ssh }", "app-2: { role: app, wait: ssh, protected: true }", StringComparison.Ordinal);
        _world.Ours("app-1");
        _world.Ours("app-2", size: "s-2vcpu-4gb");
        _world.Ours("db-1");

        ApplyReport report = Up((target, _) => target.MachineName == "staging-app-2" ? No("port 22: ConnectionRefused") : Yes);

        _asked.Select(a => a.Machine).Should().Equal("staging-app-1");
        report.Hosts.Select(h => (h.Kind, h.Ready)).Should().Equal(
            (OutcomeKind.Unchanged, "ssh"), (OutcomeKind.Updated, null), (OutcomeKind.Unchanged, null));
    }

    [Fact]
    public void A_droplet_deleted_after_its_protection_is_not_probed_but_the_recreated_one_is()
    {
        _world.Yaml = World.Hosts("db-1").Replace("role: db", "role: db, wait: ssh, protected: true", StringComparison.Ordinal);
        long id = _world.Ours("db-1").Id;
        _world.Network.Before = request =>
        {
            if (_world.Events.Of<HostUpdated>().Any() && _world.Cloud.Droplets.Any(d => d.Id == id))
            {
                _world.Cloud.DeleteDroplet(id);
            }
        };

        ApplyReport report = Up((_, _) => Yes);

        report.Hosts.Select(h => (h.Kind, h.Ready)).Should().Equal((OutcomeKind.Updated, null), (OutcomeKind.Created, "ssh"));
        report.Hosts[0].Message.Should().Contain("afterwards");
    }

    [Fact]
    public void A_missing_response_is_abandoned_after_twenty_seconds()
    {
        _world.Yaml += "\nssh_timeout: 30s";

        CloudProviderException failure = Fails((_, _) => null);

        failure.Report!.Hosts.Where(h => h.Name == "app-1").Single().Message.Should().EndWith("not ready (ssh) after 30 s (no response)");
        TimeSpan[] times = [.. _asked.Where(a => a.Machine == "staging-app-1").Select(a => a.At)];
        (times[1] - times[0]).Should().Be(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_run_stopped_meanwhile_reports_the_existing_droplets()
    {
        using CancellationTokenSource stop = new CancellationTokenSource();

        CloudProviderException failure = Fails((_, _) =>
        {
            stop.Cancel();
            return null;
        }, stop.Token);

        failure.Report!.IsInterrupted.Should().BeTrue();
        failure.Report.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created && h.Ready == null);
        failure.Report.Hosts[0].Message.Should().Contain("not confirmed as ready (ssh)");
    }

    [Fact]
    public void Down_probes_no_host()
    {
        Up((_, _) => Yes);
        _asked.Clear();

        _world.Time.Run(() => _world.UpAsync(Provider((_, _) => Yes), PlanIntent.Down));

        _asked.Should().BeEmpty();
    }

    private static HostProbeResult Yes => new(HostProbeOutcome.Ready);

    private static HostProbeResult No(string reason) => new(HostProbeOutcome.NotYet, reason);

    private ApplyReport Up(Func<HostProbeTarget, TimeSpan, HostProbeResult?> response, CancellationToken stop = default) =>
        _world.Time.Run(() => _world.UpAsync(Provider(response), cancellationToken: stop));

    private CloudProviderException Fails(Func<HostProbeTarget, TimeSpan, HostProbeResult?> response, CancellationToken stop = default) =>
        FluentActions.Invoking(() => Up(response, stop)).Should().ThrowExactly<CloudProviderException>().Which;

    private DigitalOceanProvider Provider(Func<HostProbeTarget, TimeSpan, HostProbeResult?> response) => new(new DigitalOceanProviderOptions
    {
        GetEnvironmentVariable = _ => World.Token,
        Handler = _world.Network,
        TimeProvider = _world.Time,
        Random = new Random(1),
        HostProbe = new ScriptedProbe((target, token) =>
        {
            _asked.Add((target.MachineName, target.Wait, _world.Time.Elapsed));
            return response(target, _world.Time.Elapsed) is { } said ? Task.FromResult(said) : NeverAsync(token);
        }),
    });

    // Null: no response.
    private static Task<HostProbeResult> NeverAsync(CancellationToken token)
    {
        TaskCompletionSource<HostProbeResult> never = new TaskCompletionSource<HostProbeResult>();
        token.Register(() => never.TrySetCanceled(token));
        return never.Task;
    }

    private sealed class ScriptedProbe(Func<HostProbeTarget, CancellationToken, Task<HostProbeResult>> ask) : IHostProbe
    {
        public Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken) =>
            ask(target, cancellationToken);
    }
}
