using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.8, 6.9 and 9.2.2: requests that change tags or backups.</summary>
public sealed class UpdateTests
{
    private const string Tag = "stagecraft-protected";

    private readonly World _world = new()
    {
        Yaml = World.Hosts("db-1").Replace("role: db }", "role: db, protected: true }", StringComparison.Ordinal),
    };

    [Fact]
    public void Backups_of_several_hosts_are_enabled_with_one_action_per_droplet()
    {
        _world.Yaml = World.Hosts("db-1", "db-2", "web-1");
        _world.Up();
        _world.Yaml = _world.Yaml.Replace("role: db }", "role: db, backups: true }", StringComparison.Ordinal);

        _world.Up().Hosts.Where(h => h.Kind == OutcomeKind.Updated).Select(h => h.Name).Should().Equal("db-1", "db-2");

        _world.Cloud.Droplets.Where(d => d.HasBackups).Select(d => d.Name).Should().BeEquivalentTo("staging-db-1", "staging-db-2");
        _world.Network.Sent.Count(s => s.EndsWith("/actions", StringComparison.Ordinal)).Should().Be(2);
    }

    [Fact]
    public void A_droplet_that_changed_its_owner_while_its_protection_waited_is_not_changed()
    {
        SandboxDroplet droplet = _world.Ours("db-1");
        InfraPlan plan = _world.Plan();
        int attempts = 0;
        _world.Network.Choose = (request, _) => IsAttach(request) && ++attempts <= 3 ? Fault.TooMany : Fault.None;
        _world.Network.Before = _ =>
        {
            if (attempts == 3)
            {
                _world.Cloud.SetTags(droplet.Id, ["other"]);
            }
        };

        IReadOnlyList<HostOutcome> hosts = ApplyTests.Fails(() => _world.Apply(plan)).Report!.Hosts;

        hosts.Single(h => h.Id == droplet.Id.Machine()).Code.Should().Be(ErrorCodes.PlanStale);
        attempts.Should().Be(3, "the droplet is read again when its last read is more than 10 s old");
        _world.Cloud.Droplets.Single().Tags.Should().Equal("other");
    }

    [Fact]
    public void A_protection_that_is_canceled_before_it_is_sent_is_no_change()
    {
        _world.Ours("db-1");
        InfraPlan plan = _world.Plan();
        using CancellationTokenSource stop = new();
        _world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.TooMany : Fault.None;
        _world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Post)
            {
                stop.Cancel();
            }
        };

        Action apply = () => _world.Time.Run(() => _world.NewProvider().ApplyAsync(_world.ApplyOptions(plan), stop.Token));

        apply.Should().Throw<OperationCanceledException>();
        _world.Cloud.Droplets.Single().Tags.Should().NotContain(Tag);
    }

    private static bool IsAttach(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == $"/v2/tags/{Tag}/resources";
}
