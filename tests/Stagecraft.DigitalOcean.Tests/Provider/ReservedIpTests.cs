using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 9.4 and digitalocean.md 16.5: reserved IPs in plans and runs.</summary>
public sealed class ReservedIpTests
{
    private readonly World _world = new();

    [Fact]
    public void An_address_that_is_not_in_the_account_is_a_problem_at_its_place_and_never_created()
    {
        Declare("203.0.113.250");

        Problem problem = _world.PlanFails().Problems.Should().ContainSingle().Which;

        (problem.Code, problem.Message).Should().Be((ErrorCodes.ConfigInvalid, "reserved IP 203.0.113.250 is not in the account"));
        problem.Hint.Should().Be("correct reserved_ip, or remove it and run: `stagecraft infra reserve db-1 -e staging`");
        (problem.Path, problem.Location!.Line).Should().Be(("hosts.staging.db-1.reserved_ip", 7));
        _world.UpFails().Code.Should().Be(ErrorCodes.ConfigInvalid);
        _world.Cloud.Resources.ReservedIps.Should().BeEmpty();
        _world.Cloud.Droplets.Should().BeEmpty();
    }

    [Fact]
    public void An_address_that_was_released_after_the_plan_is_not_reserved_again()
    {
        string address = OtherClient.Reserve(_world, "nyc1");
        Declare(address);
        InfraPlan plan = _world.Plan();
        OtherClient.Send(_world, HttpMethod.Delete, $"/v2/reserved_ips/{address}");

        CloudProviderException failure =
            FluentActions.Invoking(() => _world.Apply(plan)).Should().Throw<CloudProviderException>().Which;

        failure.Report!.Resources.Should().ContainSingle().Which.Should().Match<ResourceOutcome>(
            o => o.Outcome == OutcomeKind.Failed && o.Code == ErrorCodes.PlanStale);
        _world.Cloud.Resources.ReservedIps.Should().BeEmpty();
    }

    [Fact]
    public void An_address_of_a_duplicate_follows_the_declared_host()
    {
        SandboxDroplet kept = _world.Ours("db-1");
        _world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), _world.Time));
        SandboxDroplet duplicate = _world.Ours("db-1");
        string address = OtherClient.Reserve(_world, "nyc1");
        Assign(address, duplicate);
        Declare(address);

        InfraPlan plan = _world.Plan();
        plan.Changes.Select(c => (c.Kind, c.Actions, c.Reason)).Should().BeEquivalentTo([
            (ResourceKind.Host, ResourceActions.None, (DeleteReason?)null),
            (ResourceKind.Host, ResourceActions.Delete, DeleteReason.Duplicate),
            (ResourceKind.ReservedIp, ResourceActions.Update, null),
        ]);
        _world.Apply(plan).Succeeded.Should().BeTrue();

        _world.Cloud.Droplets.Should().ContainSingle(d => d.Id == kept.Id);
        _world.Cloud.Resources.ReservedIps.Should().ContainSingle().Which.Should().Match<SandboxReservedIp>(
            i => i.Ip == address && i.DropletId == kept.Id);
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void An_address_of_a_droplet_of_someone_else_is_still_refused()
    {
        _world.Ours("db-1");
        SandboxDroplet other = _world.Cloud.CreateDroplet("other", ["web"], "nyc1");
        string address = OtherClient.Reserve(_world, "nyc1");
        Assign(address, other);
        Declare(address);
        _world.PlanFails().Message.Should().Contain("which is not a host of this environment");
        _world.Cloud.Resources.ReservedIps.Single().DropletId.Should().Be(other.Id);
    }

    [Fact]
    public void A_growing_volume_warns_in_the_plan()
    {
        _world.Yaml = World.Hosts("db-1").Replace("role: db }", "role: db, volumes: { data: { size: 10 } } }", StringComparison.Ordinal);
        _world.Up();
        _world.Plan().Warnings.Should().NotContain(w => w.Code == "filesystem_not_grown");
        _world.Yaml = _world.Yaml.Replace("size: 10", "size: 20", StringComparison.Ordinal);
        _world.Plan().Warnings.Should().ContainSingle(w => w.Code == "filesystem_not_grown");
    }

    private void Declare(string address) => _world.Yaml =
        World.Hosts("db-1").Replace("role: db }", $"role: db, reserved_ip: {address} }}", StringComparison.Ordinal);

    private void Assign(string address, SandboxDroplet droplet) => OtherClient.Send(
        _world,
        HttpMethod.Post,
        $"/v2/reserved_ips/{address}/actions",
        $$"""{"type":"assign","droplet_id":{{droplet.Id}}}""",
        TimeSpan.FromSeconds(30));
}
