namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>A selection of the instance types.</summary>
internal static class InstanceTypeTable
{
    private static readonly InstanceFamily[] Families =
    [
        new("t2", "Intel", "2.5", "Low to Moderate", IsNitro: false),
        new("t3", "Intel", "2.5", "Up to 5 Gigabit"),
        new("t3a", "AMD", "2.2", "Up to 5 Gigabit"),
        new("t4g", "AWS", "2.5", "Up to 5 Gigabit"),
        new("m3", "Intel", "2.5", "Moderate", IsNitro: false) { IsCurrent = false },
        new("m5", "Intel", "3.1", "Up to 10 Gigabit"),
        new("m6i", "Intel", "3.5", "Up to 12.5 Gigabit"),
        new("m7g", "AWS", "2.6", "Up to 12.5 Gigabit"),
        new("c5", "Intel", "3.4", "Up to 10 Gigabit"),
        new("c6i", "Intel", "3.5", "Up to 12.5 Gigabit"),
        new("c7g", "AWS", "2.6", "Up to 12.5 Gigabit"),
        new("r5", "Intel", "3.1", "Up to 10 Gigabit"),
        new("r6g", "AWS", "2.5", "Up to 10 Gigabit"),
        new("i3", "Intel", "2.3", "Up to 10 Gigabit", IsNitro: false),
        new("g4dn", "Intel", "2.5", "Up to 25 Gigabit"),
    ];

    /// <summary>The types, by name.</summary>
    public static readonly IReadOnlyList<InstanceType> All =
    [
        Of("c5.2xlarge", 8, 16384, 0.34m, 4, 15), Of("c5.large", 2, 4096, 0.085m, 3, 10), Of("c5.xlarge", 4, 8192, 0.17m, 4, 15),
        Of("c6i.large", 2, 4096, 0.085m, 3, 10), Of("c6i.xlarge", 4, 8192, 0.17m, 4, 15),
        Of("c7g.large", 2, 4096, 0.0725m, 3, 10), Of("c7g.medium", 1, 2048, 0.0363m, 2, 4), Of("c7g.xlarge", 4, 8192, 0.145m, 4, 15),
        Of("g4dn.xlarge", 4, 16384, 0.526m, 3, 10) with { LocalDisk = 125 },
        Of("i3.large", 2, 15616, 0.156m, 3, 10) with { LocalDisk = 475 },
        Of("i3.xlarge", 4, 31232, 0.312m, 4, 15) with { LocalDisk = 950 },
        Of("m3.medium", 1, 3840, 0.067m, 2, 6) with { LocalDisk = 4 },
        Of("m5.2xlarge", 8, 32768, 0.384m, 4, 15), Of("m5.4xlarge", 16, 65536, 0.768m, 8, 30),
        Of("m5.large", 2, 8192, 0.096m, 3, 10), Of("m5.xlarge", 4, 16384, 0.192m, 4, 15),
        Of("m6i.2xlarge", 8, 32768, 0.384m, 4, 15), Of("m6i.large", 2, 8192, 0.096m, 3, 10), Of("m6i.xlarge", 4, 16384, 0.192m, 4, 15),
        Of("m7g.large", 2, 8192, 0.0816m, 3, 10), Of("m7g.medium", 1, 4096, 0.0408m, 2, 4), Of("m7g.xlarge", 4, 16384, 0.1632m, 4, 15),
        Of("r5.large", 2, 16384, 0.126m, 3, 10), Of("r5.xlarge", 4, 32768, 0.252m, 4, 15),
        Of("r6g.large", 2, 16384, 0.1008m, 3, 10), Of("r6g.medium", 1, 8192, 0.0504m, 2, 4), Of("r6g.xlarge", 4, 32768, 0.2016m, 4, 15),
        Of("t2.medium", 2, 4096, 0.0464m, 3, 6), Of("t2.micro", 1, 1024, 0.0116m, 2, 2), Of("t2.small", 1, 2048, 0.023m, 3, 4),
        Of("t3.2xlarge", 8, 32768, 0.3328m, 4, 15), Of("t3.large", 2, 8192, 0.0832m, 3, 12), Of("t3.medium", 2, 4096, 0.0416m, 3, 6),
        Of("t3.micro", 2, 1024, 0.0104m, 2, 2), Of("t3.nano", 2, 512, 0.0052m, 2, 2), Of("t3.small", 2, 2048, 0.0208m, 3, 4),
        Of("t3.xlarge", 4, 16384, 0.1664m, 4, 15),
        Of("t3a.large", 2, 8192, 0.0752m, 3, 12), Of("t3a.medium", 2, 4096, 0.0376m, 3, 6), Of("t3a.micro", 2, 1024, 0.0094m, 2, 2),
        Of("t3a.small", 2, 2048, 0.0188m, 2, 4),
        Of("t4g.large", 2, 8192, 0.0672m, 3, 12), Of("t4g.medium", 2, 4096, 0.0336m, 3, 6), Of("t4g.micro", 2, 1024, 0.0084m, 2, 2),
        Of("t4g.nano", 2, 512, 0.0042m, 2, 2), Of("t4g.small", 2, 2048, 0.0168m, 3, 4), Of("t4g.xlarge", 4, 16384, 0.1344m, 4, 15),
    ];

    private static readonly Dictionary<string, InstanceType> ByName = All.ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static InstanceType? Find(string name) => ByName.GetValueOrDefault(name);

    private static InstanceType Of(string name, int vcpus, int memory, decimal price, int interfaces, int addresses) =>
        new(name, Families.Single(family => family.Name == name.Split('.')[0]), vcpus, memory, price, interfaces, addresses);
}
