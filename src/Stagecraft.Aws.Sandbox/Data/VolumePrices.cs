namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>The volume types, with the price per GB-month in USD in us-east-1.</summary>
internal static class VolumePrices
{
    public static readonly IReadOnlyList<KeyValuePair<string, decimal>> All =
    [
        KeyValuePair.Create("gp2", 0.10m), KeyValuePair.Create("gp3", 0.08m), KeyValuePair.Create("io1", 0.125m),
        KeyValuePair.Create("io2", 0.125m), KeyValuePair.Create("sc1", 0.015m), KeyValuePair.Create("st1", 0.045m),
        KeyValuePair.Create("standard", 0.05m),
    ];

    public static decimal In(Region region, decimal price) => decimal.Round(price * region.PriceFactor, 4);
}
