using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Accounts;

/// <summary>The quota of the vCPUs of running standard instances in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Limit">The quota.</param>
/// <param name="Used">The vCPUs of running instances, owned or not.</param>
internal sealed record RegionQuota(string Region, int Limit, int Used)
{
    /// <summary>The code of the quota in Service Quotas.</summary>
    public const string Code = "L-1216C47A";

    /// <summary>Adds up the vCPUs of the running instances.</summary>
    /// <param name="region">The region.</param>
    /// <param name="limit">The quota.</param>
    /// <param name="instances">All instances, or the running ones.</param>
    /// <param name="known">Instance types that were read.</param>
    /// <param name="cancellationToken">Cancels the read of the other types.</param>
    /// <exception cref="CloudException">The types cannot be read.</exception>
    public static async Task<RegionQuota> OfAsync(
        RegionClient region,
        int limit,
        IReadOnlyList<AwsInstance> instances,
        IEnumerable<AwsInstanceType> known,
        CancellationToken cancellationToken)
    {
        string[] running = [.. instances.Where(i => i.State is "pending" or "running" && IsStandard(i.Type)).Select(i => i.Type)];
        Dictionary<string, int> vcpus = known.ToDictionary(t => t.Name, t => t.Vcpus, StringComparer.Ordinal);
        string[] others = [.. running.Except(vcpus.Keys, StringComparer.Ordinal)];
        if (others.Length > 0)
        {
            Listing<AwsInstanceType> types = await region.Catalog.ListTypesAsync(others, cancellationToken).ConfigureAwait(false);
            types.Items.ToList().ForEach(t => vcpus.Add(t.Name, t.Vcpus));
        }

        return new(region.Region, limit, running.Sum(t => vcpus.GetValueOrDefault(t)));
    }

    /// <summary>Whether a type counts: the families A, C, D, H, I, M, R, T and Z. Others have quotas of their own.</summary>
    public static bool IsStandard(string type) =>
        type.Length > 1 && "acdhimrtz".Contains(type[0], StringComparison.Ordinal) && char.IsAsciiDigit(type[1]);
}
