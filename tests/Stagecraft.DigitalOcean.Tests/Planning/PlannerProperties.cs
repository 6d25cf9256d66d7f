using CsCheck;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Planning;

/// <summary>Spec digitalocean.md 10: same input, same plan, in whatever order it comes; what a plan leads to needs no plan.</summary>
public sealed class PlannerProperties
{
    private static readonly string[] Names = ["app-1", "app-2", "app-10", "db-1", "web-1", "cache-1"];

    private static readonly Gen<string> GenName = Gen.Int[0, Names.Length - 1].Select(i => Names[i]);

    private static readonly Gen<Droplet> GenDroplet =
        from id in Gen.Long[1, 12]
        from name in GenName
        from kind in Gen.Int[0, 4]
        select kind switch
        {
            0 => Sample.Droplet(id, $"staging-{name}"),
            1 => Sample.Droplet(id, $"staging-{name}", "stagecraft", "stagecraft-env-staging"),
            2 => Sample.Owned(id, name) with { Name = "odd_name" },
            _ => Sample.Owned(id, name),
        };

    private static readonly Gen<(string[] Hosts, Droplet[] Droplets)> GenCase =
        Gen.Select(
            GenName.HashSet[0, 6].Select(s => s.ToArray()),
            GenDroplet.Array[0, 12].Select(d => d.DistinctBy(x => x.Id).ToArray()));

    [Fact]
    public void The_order_in_which_droplets_are_seen_never_matters() =>
        GenCase.Sample(c => Text(Diff(c.Hosts, c.Droplets)) == Text(Diff(c.Hosts, [.. c.Droplets.Reverse()])));

    [Fact]
    public void Every_declared_host_is_in_exactly_one_place() =>
        GenCase.Sample(c =>
        {
            InfraPlan plan = Diff(c.Hosts, c.Droplets);
            string[] seen =
            [
                .. plan.ToCreate.Select(h => h.Name),
                .. plan.Unchanged.Select(h => h.Name),
                .. plan.Drift.Where(d => d.Name is not null).Select(d => d.Name!).Distinct(),
            ];
            return seen.Order(StringComparer.Ordinal).SequenceEqual(c.Hosts.Order(StringComparer.Ordinal));
        });

    [Fact]
    public void Nothing_that_is_not_ours_is_ever_deleted() =>
        GenCase.Sample(c => Diff(c.Hosts, c.Droplets).ToDelete.All(d => Sample.Staging.Owns(c.Droplets.Single(x => x.Id == d.Id))));

    [Fact]
    public void A_plan_carried_out_leaves_nothing_to_do() =>
        GenCase.Sample(c =>
        {
            InfraPlan plan = Diff(c.Hosts, c.Droplets);
            HashSet<long> gone = [.. plan.ToDelete.Select(d => d.Id)];
            long id = 100;
            Droplet[] after = [.. c.Droplets.Where(d => !gone.Contains(d.Id)), .. plan.ToCreate.Select(h => Sample.Owned(id++, h.Name))];
            return !Diff(c.Hosts, after).HasChanges;
        });

    private static InfraPlan Diff(string[] hosts, Droplet[] droplets) => Planner.Diff(Sample.Desired(hosts), Sample.Actual(droplets), null);

    private static string Text(InfraPlan plan) => string.Join(
        '\n',
        string.Join(',', plan.ToCreate.Select(h => h.Name)),
        string.Join(',', plan.ToDelete),
        string.Join(',', plan.Drift),
        string.Join(',', plan.Unchanged),
        string.Join(',', plan.Warnings),
        plan.Fingerprint);
}
