using CsCheck;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Planning;

/// <summary>Spec digitalocean.md 10: same input, same plan, in any order; the result of a plan needs no plan.</summary>
public sealed class PlannerProperties
{
    private static readonly string[] Names = ["app-1", "app-2", "app-10", "db-1", "web-1", "cache-1"];

    private static readonly Gen<string> GenName = Gen.Int[0, Names.Length - 1].Select(i => Names[i]);

    private static readonly Gen<Machine> GenDroplet =
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

    private static readonly Gen<(string[] Hosts, Machine[] Droplets)> GenCase =
        Gen.Select(
            GenName.HashSet[0, 6].Select(s => s.ToArray()),
            GenDroplet.Array[0, 12].Select(d => d.DistinctBy(x => x.Id).ToArray()));

    [Fact]
    public void The_order_of_droplets_does_not_matter() =>
        GenCase.Sample(
            c => InfraPlanJson.ToText(Diff(c.Hosts, c.Droplets)) == InfraPlanJson.ToText(Diff(c.Hosts, [.. c.Droplets.Reverse()])));

    [Fact]
    public void Every_declared_host_is_in_exactly_one_row() =>
        GenCase.Sample(c =>
        {
            InfraPlan plan = Diff(c.Hosts, c.Droplets);
            string[] observed =
            [
                .. plan.ToCreate.Select(h => h.Name),
                .. plan.Unchanged().Select(c => c.Name!),
                .. plan.Drifted().Where(c => c.Name is not null).Select(c => c.Name!),
            ];
            return observed.Order(StringComparer.Ordinal).SequenceEqual(c.Hosts.Order(StringComparer.Ordinal));
        });

    /// <summary>Spec 5.3.1: a plan of targets is the full plan without the other hosts; excluded changes are counted.</summary>
    [Fact]
    public void A_plan_of_targets_has_the_rows_of_the_full_plan() =>
        Gen.Select(GenCase, GenName.Array[1, 3], GenName.Array[0, 2]).Sample((c, targets, replace) =>
        {
            HostChoice all = new([], replace.Intersect(c.Hosts).Intersect(targets));
            InfraPlan whole = Diff(c.Hosts, c.Droplets, all);
            InfraPlan part = Diff(c.Hosts, c.Droplets, new HostChoice(targets, all.Replace));
            int leftOut = whole.Changes.Count(c => c.Actions != ResourceActions.None && !targets.Contains(c.Name));
            string? reported = part.Warnings.SingleOrDefault(w => w.Code == "not_targeted")?.Message.Split(' ')[0];
            return Text(part.Changes) == Text(whole.Changes.Where(c => targets.Contains(c.Name)))
                && reported == (leftOut == 0 ? null : leftOut.ToString(System.Globalization.CultureInfo.InvariantCulture));
        });

    [Fact]
    public void Only_owned_droplets_are_deleted() =>
        GenCase.Sample(c => Diff(c.Hosts, c.Droplets).ToDelete.All(d => Sample.Staging.Owns(c.Droplets.Single(x => x.Id == d.Id))));

    [Fact]
    public void A_plan_after_an_apply_is_empty() =>
        GenCase.Sample(c =>
        {
            InfraPlan plan = Diff(c.Hosts, c.Droplets);
            HashSet<ResourceId> deleted = [.. plan.ToDelete.Select(d => d.Id)];
            long id = 100;
            Machine[] after = [.. c.Droplets.Where(d => !deleted.Contains(d.Id)), .. plan.ToCreate.Select(h => Sample.Owned(id++, h.Name))];
            return !Diff(c.Hosts, after).HasChanges;
        });

    private static InfraPlan Diff(string[] hosts, Machine[] droplets, HostChoice? choice = null) =>
        Planner.Diff(Sample.Desired(hosts) with { Choice = choice ?? HostChoice.All }, Sample.Actual(droplets), new Preflight());

    private static string Text(IEnumerable<ResourceChange> changes) =>
        string.Join('\n', changes.Select(c => $"{c with { Fields = [] }} {string.Join(',', c.Fields)}"));
}
