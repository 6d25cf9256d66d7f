namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>The regions of the partition <c>aws</c>.</summary>
internal static class RegionTable
{
    /// <summary>The regions, by name.</summary>
    public static readonly IReadOnlyList<Region> All =
    [
        OptIn("af-south-1", "afs1", 1.30m), OptIn("ap-east-1", "ape1", 1.38m), OptIn("ap-east-2", "ape2", 1.25m),
        Of("ap-northeast-1", "apne1", 1.30m, "a4 c1 d2"), Of("ap-northeast-2", "apne2", 1.25m, "a1 b2 c3 d4"),
        Of("ap-northeast-3", "apne3", 1.30m), Of("ap-south-1", "aps1", 1.08m, "a1 b3 c2"), OptIn("ap-south-2", "aps2", 1.08m),
        Of("ap-southeast-1", "apse1", 1.27m), Of("ap-southeast-2", "apse2", 1.27m, "a1 b3 c2"), OptIn("ap-southeast-3", "apse3", 1.27m),
        OptIn("ap-southeast-4", "apse4", 1.27m), OptIn("ap-southeast-5", "apse5", 1.14m), OptIn("ap-southeast-7", "apse7", 1.14m),
        Of("ca-central-1", "cac1", 1.115m, "a1 b2 d4"), OptIn("ca-west-1", "caw1", 1.115m),
        Of("eu-central-1", "euc1", 1.154m, "a2 b3 c1"), OptIn("eu-central-2", "euc2", 1.27m), Of("eu-north-1", "eun1", 1.04m),
        OptIn("eu-south-1", "eus1", 1.15m), OptIn("eu-south-2", "eus2", 1.10m), Of("eu-west-1", "euw1", 1.096m, "a3 b1 c2"),
        Of("eu-west-2", "euw2", 1.135m, "a2 b3 c1"), Of("eu-west-3", "euw3", 1.135m), OptIn("il-central-1", "ilc1", 1.15m),
        OptIn("me-central-1", "mec1", 1.20m), OptIn("me-south-1", "mes1", 1.20m), OptIn("mx-central-1", "mxc1", 1.05m),
        Of("sa-east-1", "sae1", 1.615m), Of("us-east-1", "use1", 1m, "a6 b1 c2 d4 e3 f5"), Of("us-east-2", "use2", 1m),
        Of("us-west-1", "usw1", 1.19m, "a3 b1"), Of("us-west-2", "usw2", 1m, "a2 b1 c3 d4"),
    ];

    private static readonly Dictionary<string, Region> ByName = All.ToDictionary(region => region.Name, StringComparer.Ordinal);

    public static Region? Find(string name) => ByName.GetValueOrDefault(name);

    private static Region OptIn(string name, string code, decimal factor) => Of(name, code, factor) with { NeedsOptIn = true };

    /// <summary>A region with zones such as <c>a4</c>: the letter of the name and the number of the ID.</summary>
    private static Region Of(string name, string code, decimal factor, string zones = "a1 b2 c3") =>
        new(name, false, factor, [.. zones.Split(' ').Select((zone, index) => new Zone($"{name}{zone[0]}", $"{code}-az{zone[1]}", index))]);
}
