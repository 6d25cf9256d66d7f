namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>
/// The quotas of EC2 that the sandbox applies: vCPUs of running on-demand instances and Elastic IP addresses, per region.
/// </summary>
internal static class QuotaTable
{
    public const string Standard = "L-1216C47A";

    public const string Gpu = "L-DB2E81BA";

    public const string ElasticIps = "L-0263D0A3";

    public static readonly IReadOnlyList<Quota> All =
    [
        new(ElasticIps, "EC2-VPC Elastic IPs", 5),
        new(Standard, "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", 5),
        new(Gpu, "Running On-Demand G and VT instances", 0),
    ];

    public static Quota? Find(string code) => All.FirstOrDefault(quota => quota.Code == code);
}
