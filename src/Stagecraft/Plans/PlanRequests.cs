namespace Stagecraft.Plans;

/// <summary>How many requests that change the account it takes to apply a plan.</summary>
public static class PlanRequests
{
    /// <summary>How many equal hosts one request creates.</summary>
    public const int HostsPerCreate = 10;

    /// <summary>One request a delete, and one for ten hosts to create that are equal in all that the plan tells of them but their names. An estimate: what the
    /// plan does not tell (user_data, for one) parts hosts too, and a request that is refused for several hosts is tried for each.</summary>
    /// <param name="plan">The plan.</param>
    public static int Requests(InfraPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.ToDelete.Count + plan.ToCreate
            .GroupBy(h => (h.Size, h.Region, h.Image, string.Join('\n', h.Tags)))
            .Sum(g => (g.Count() + HostsPerCreate - 1) / HostsPerCreate);
    }
}
