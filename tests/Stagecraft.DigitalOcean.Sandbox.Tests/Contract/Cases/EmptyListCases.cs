namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

/// <summary>Lists of resources that the sandbox never contains.</summary>
internal static class EmptyListCases
{
    private static readonly string[] Kinds = ["backups", "kernels", "neighbors"];

    public static IEnumerable<Case> All =>
    [
        new("GET /v2/droplets/autoscale", "none", 200, account => account.Get("/v2/droplets/autoscale")),
        .. Kinds.Select(kind => new Case($"GET /v2/droplets/{{droplet_id}}/{kind}", "none", 200, account =>
            account.Get($"/v2/droplets/{account.Sandbox.CreateDroplet("web-1").Id}/{kind}"))),
    ];
}
