namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>The state of the account for the page. Bounded in size and without secrets.</summary>
internal sealed record OverviewJson
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The start time of the process. When it changes, the request numbers start again from 1.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required int DropletLimit { get; init; }

    public required int DropletsTotal { get; init; }

    public required int EnvironmentsTotal { get; init; }

    public required IReadOnlyList<EnvironmentJson> Environments { get; init; }

    /// <summary>The newest droplets, newest first.</summary>
    public required IReadOnlyList<OverviewDropletJson> Droplets { get; init; }

    /// <summary>The numbers of resources that are not droplets.</summary>
    public required ResourceCountsJson Resources { get; init; }

    public required BudgetJson Budget { get; init; }

    public required long RequestsTotal { get; init; }

    /// <summary>The last requests, oldest first.</summary>
    public required IReadOnlyList<RequestJson> Requests { get; init; }

    /// <summary>
    /// The number of droplets of an environment in each state. Without a name: the droplets that belong to no environment.
    /// </summary>
    internal sealed record EnvironmentJson(string? Project, string? Name, int Total, int New, int Active, int Off, int Going, int Other);

    internal sealed record ResourceCountsJson(long Firewalls, long Volumes, long ReservedIps, long LoadBalancers);

    /// <summary>The remaining rate limit of the most used token.</summary>
    internal sealed record BudgetJson(bool Enforced, WindowJson Hour, WindowJson Minute, WindowJson KeyLists);

    internal sealed record WindowJson(int Limit, int Remaining);

    internal sealed record RequestJson(long Number, DateTimeOffset Time, string Method, string Target, int Status, string? Fault);
}
