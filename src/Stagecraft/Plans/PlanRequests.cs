namespace Stagecraft.Plans;

/// <summary>How many requests that change the account it takes to apply a plan.</summary>
public static class PlanRequests
{
    /// <summary>How many equal hosts one request creates.</summary>
    public const int HostsPerCreate = 10;

    /// <summary>One request per delete, and one per ten hosts to create with the same size, region, image and tags. An estimate: hosts also
    /// differ in fields that
    /// a plan does not show, for instance user_data, and a request that is refused for several hosts is repeated for each.</summary>
    /// <param name="plan">The plan.</param>
    public static int Requests(InfraPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Changes.Count(c => c.Deletes) + plan.Changes
            .Where(c => c.Creates)
            .GroupBy(c =>
                (c.Kind, c.Declared(HostField.Size), c.Declared(HostField.Region), c.Declared(HostField.Image), c.Declared(HostField.Tags)))
            .Sum(g => (g.Count() + HostsPerCreate - 1) / HostsPerCreate);
    }
}
