namespace Stagecraft.Aws.Accounts;

/// <summary>The quota of the vCPUs of running standard instances in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Limit">The quota.</param>
/// <param name="Used">The vCPUs of running instances, owned or not.</param>
internal sealed record RegionQuota(string Region, int Limit, int Used)
{
    /// <summary>Whether a type counts: the families A, C, D, H, I, M, R, T and Z. Others have quotas of their own.</summary>
    public static bool IsStandard(string type) =>
        type.Length > 1 && "acdhimrtz".Contains(type[0], StringComparison.Ordinal) && char.IsAsciiDigit(type[1]);
}
