using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Estimates how many requests that change the account it takes to apply a plan. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 3.7.</summary>
internal static class PlanRequests
{
    public static int Count(IReadOnlyList<ResourceChange> changes, DesiredState desired, CloudFacts facts)
    {
        HashSet<string?> creates = [.. changes.Where(c => c.Creates).Select(c => c.Name)];
        int perCreate = facts.RepeatedCreate == RepeatedCreate.SameToken ? 1 : facts.MachinesPerCreate;
        return changes.Count(c => c.Deletes)
            + desired.Hosts.Where(h => creates.Contains(h.Name)).GroupBy(h => h.CreationKey).Sum(g => Batches(g.Count(), perCreate))
            + Batches(changes.Count(c => c.Actions == ResourceActions.Update), facts.MachinesPerUpdate);
    }

    private static int Batches(int count, int size) => (count + size - 1) / size;
}
