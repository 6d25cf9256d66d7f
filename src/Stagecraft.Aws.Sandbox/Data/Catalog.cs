namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>The regions, zones, instance types and images.</summary>
internal static class Catalog
{
    private static readonly Dictionary<string, string> Zones = new(StringComparer.Ordinal)
    {
        ["us-east-1"] = "abcdef", ["us-west-2"] = "abcd", ["eu-central-1"] = "abc", ["eu-west-1"] = "abc",
    };

    private static readonly InstanceType[] Types =
    [
        new("t3.micro", 2, 1024, "x86_64", true), new("t3.small", 2, 2048, "x86_64", true), new("t3.medium", 2, 4096, "x86_64", true),
        new("t4g.micro", 2, 1024, "arm64", true), new("t4g.small", 2, 2048, "arm64", true), new("m5.large", 2, 8192, "x86_64", false),
        new("c5.xlarge", 4, 8192, "x86_64", false),
    ];

    private static readonly Image[] Images =
    [
        new("ami-0123456789abcdef0", "ubuntu-24.04-amd64", "x86_64", "/dev/sda1", 8),
        new("ami-0123456789abcdef1", "ubuntu-24.04-arm64", "arm64", "/dev/sda1", 8),
    ];

    public static IReadOnlyCollection<string> Regions => Zones.Keys;

    /// <summary>The zones of a region; none for an unknown region.</summary>
    public static IReadOnlyList<string> ZonesOf(string region) =>
        [.. Zones.GetValueOrDefault(region, "").Select(letter => $"{region}{letter}")];

    public static InstanceType? FindType(string name) => Array.Find(Types, type => type.Name == name);

    public static Image? FindImage(string region, string id) =>
        Zones.ContainsKey(region) ? Array.Find(Images, image => image.Id == id) : null;

    /// <summary>Whether a type is offered in a zone. The last zone of us-east-1 has no types of the fifth generation.</summary>
    public static bool IsOffered(string type, string zone) => zone != "us-east-1e" || !type.Contains('5', StringComparison.Ordinal);
}
