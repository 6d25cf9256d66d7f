namespace Stagecraft.Aws.Accounts;

/// <summary>A quota of the vCPUs of running on-demand instances in a region. Source: "Amazon EC2 On-Demand Instance quotas" in the user
/// guide of EC2.</summary>
/// <param name="Code">The code of the quota in Service Quotas.</param>
/// <param name="Instances">The instances that it counts, for messages.</param>
/// <param name="Families">The letters before the generation of their types.</param>
internal sealed record VcpuQuota(string Code, string Instances, IReadOnlyList<string> Families)
{
    public static readonly VcpuQuota Standard =
        new("L-1216C47A", "standard instances", ["a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z"]);

    private static readonly VcpuQuota[] All =
    [
        Standard,
        new("L-DB2E81BA", "G and VT instances", ["g", "gr", "vt"]),
        new("L-417A185B", "P instances", ["p"]),
        new("L-7295265B", "X instances", ["x"]),
        new("L-74FC7D96", "F instances", ["f"]),
        new("L-1945791B", "Inf instances", ["inf"]),
        new("L-2C3B7624", "Trn instances", ["trn"]),
        new("L-6E869C2A", "DL instances", ["dl"]),
        new("L-F7808C92", "HPC instances", ["hpc"]),
        new("L-43DA4232", "high memory instances", ["u"]),
    ];

    /// <summary>The quota of an instance type; null for a family that is not known.</summary>
    public static VcpuQuota? Of(string type)
    {
        string family = string.Concat(type.TakeWhile(char.IsAsciiLetterLower));
        return All.FirstOrDefault(q => q.Families.Contains(family));
    }
}
