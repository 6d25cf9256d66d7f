using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.5, 6.6 and 9.1: duplicates are deleted in time, although many requests fail.</summary>
public sealed class ManyDuplicatesTests
{
    private const int Hosts = 57;

    // Faults begin after the plan.
    private const int PlanRequests = 11;

    private readonly World _world = new(o => o with { DropletLimit = 500, ListLag = TimeSpan.FromSeconds(3) });

    /// <summary>Two runs create every host. The one that finds its droplets to be duplicates deletes them.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(33)]
    [InlineData(50)]
    [InlineData(55)]
    public void A_run_deletes_its_duplicates_within_a_minute_while_a_quarter_of_all_requests_fails(int seed)
    {
        _world.Yaml = $"delete_timeout: 60s\n{World.Hosts(Enumerable.Range(0, Hosts).Select(i => $"app-{i:D2}"))}";

        ApplyReport[] reports = _world.Time.Run(() => Task.WhenAll(UpAsync(seed, 0), UpAsync(seed, 1)));

        reports.SelectMany(r => r.Hosts).Count(h => h.Kind == OutcomeKind.Deleted).Should().BeGreaterThan(40);
        _world.Live().Distinct().Should().HaveCount(Hosts);
        _world.Plan().ToDelete.Should().HaveCount(_world.Live().Count - Hosts, "a run does not know a droplet whose id it did not receive");
    }

    [Fact]
    public void A_read_by_id_that_fails_does_not_delay_the_other_duplicates()
    {
        _world.Yaml = "delete_timeout: 60s\n" + World.Hosts("app-1", "app-2");
        SandboxDroplet[] kept = [_world.Ours("app-1"), _world.Ours("app-2")];
        _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(2), _world.Time));
        SandboxDroplet[] duplicates = [_world.Ours("app-1"), _world.Ours("app-2")];
        _world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), _world.Time));
        string broken = $"/v2/droplets/{kept[0].Id}";
        _world.Network.Choose = (request, _) => request.RequestUri!.AbsolutePath == broken ? Fault.ResetBefore : Fault.None;

        ApplyReport report = ApplyTests.Fails(() => _world.Up()).Report!;

        report.Hosts.Single(h => h.Id == duplicates[0].Id.Machine()).Code.Should().Be(ErrorCodes.MachineTimeout);
        report.Hosts.Single(h => h.Id == duplicates[1].Id.Machine()).Kind.Should().Be(OutcomeKind.Deleted);
        _world.Cloud.Droplets.Select(d => d.Id).Should().BeEquivalentTo([.. kept.Select(d => d.Id), duplicates[0].Id]);
    }

    [Fact]
    public void Duplicates_that_cannot_be_deleted_do_not_block_others()
    {
        string[] hosts = [.. Enumerable.Range(0, 24).Select(i => $"app-{i:D2}")];
        _world.Yaml = "delete_timeout: 60s\n" + World.Hosts(hosts);
        SandboxDroplet[] kept = [.. hosts.Select(h => _world.Ours(h))];
        _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(2), _world.Time));
        Array.ForEach(hosts, h => _world.Ours(h));
        _world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), _world.Time));
        InfraPlan plan = _world.Plan();
        Array.ForEach(kept[..20], d => _world.Cloud.SetLocked(d.Id, true));
        TimeSpan start = _world.Time.Elapsed;
        List<TimeSpan> deletedAt = [];
        _world.Events.Received = e => deletedAt.AddRange(e is HostDeleted ? [_world.Time.Elapsed - start] : []);

        ApplyTests.Fails(() => _world.Apply(plan));

        deletedAt.Should().HaveCount(4).And.OnlyContain(t => t < TimeSpan.FromSeconds(20));
        _world.Live().Should().HaveCount(44);
    }

    private async Task<ApplyReport> UpAsync(int seed, int run)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(50 * run), _world.Time);
        FaultHandler network = _world.NewNetwork();
        network.Choose = (_, count) => count < PlanRequests ? Fault.None : new Dice(seed, run, count - PlanRequests + 8).Unit() switch
        {
            < 0.05 => Fault.Gateway504After,
            < 0.09 => Fault.Error500After,
            < 0.27 => Fault.TruncatedAfter,
            _ => Fault.None,
        };
        return await _world.UpAsync(_world.NewProvider(network));
    }
}
