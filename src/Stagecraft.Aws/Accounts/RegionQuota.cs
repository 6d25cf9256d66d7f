using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Accounts;

/// <summary>A quota of vCPUs in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Quota">The quota.</param>
/// <param name="Limit">Its value.</param>
/// <param name="Used">The vCPUs of the running instances that it counts, owned or not.</param>
internal sealed record RegionQuota(string Region, VcpuQuota Quota, int Limit, int Used)
{
    /// <summary>Adds up the vCPUs of the running instances.</summary>
    /// <param name="region">The region.</param>
    /// <param name="quota">The quota.</param>
    /// <param name="limit">Its value.</param>
    /// <param name="instances">All instances, or the running ones.</param>
    /// <param name="known">Instance types that were read.</param>
    /// <param name="cancellationToken">Cancels the read of the other types.</param>
    /// <exception cref="CloudException">The types cannot be read.</exception>
    public static async Task<RegionQuota> OfAsync(
        RegionClient region,
        VcpuQuota quota,
        decimal limit,
        IReadOnlyList<AwsInstance> instances,
        IEnumerable<AwsInstanceType> known,
        CancellationToken cancellationToken)
    {
        string[] running =
            [.. instances.Where(i => i.State is "pending" or "running" && VcpuQuota.Of(i.Type) == quota).Select(i => i.Type)];
        Dictionary<string, int> vcpus = known.ToDictionary(t => t.Name, t => t.Vcpus, StringComparer.Ordinal);
        string[] others = [.. running.Except(vcpus.Keys, StringComparer.Ordinal)];
        if (others.Length > 0)
        {
            Listing<AwsInstanceType> types = await region.Catalog.ListTypesAsync(others, cancellationToken).ConfigureAwait(false);
            types.Items.ToList().ForEach(t => vcpus.Add(t.Name, t.Vcpus));
        }

        return new(region.Region, quota, (int)limit, running.Sum(t => vcpus.GetValueOrDefault(t)));
    }
}
