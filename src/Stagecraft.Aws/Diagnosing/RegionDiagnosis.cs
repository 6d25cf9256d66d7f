using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Engine.Diagnosing;

namespace Stagecraft.Aws.Diagnosing;

/// <summary>The reads of a plan in one region.</summary>
internal sealed record RegionDiagnosis(string Region)
{
    private const string Type = "t3.small";

    /// <summary>The permissions without which no plan is possible.</summary>
    public required IReadOnlyList<(string Permission, Problem? Problem)> Required { get; init; }

    /// <summary>The permissions without which a plan has less information.</summary>
    public required IReadOnlyList<(string Permission, Problem? Problem)> Optional { get; init; }

    /// <summary>The instances with their tags; null if they cannot be read.</summary>
    public IReadOnlyList<AwsInstance>? Instances { get; init; }

    /// <summary>Null if it is unknown.</summary>
    public bool? HasKey { get; init; }

    public RegionQuota? Quota { get; init; }

    public static async Task<RegionDiagnosis> ReadAsync(RegionClient region, string? key, CancellationToken cancellationToken)
    {
        Task<Probe<IReadOnlyList<AwsInstance>>> instances = Probe<IReadOnlyList<AwsInstance>>.OfAsync(InstancesAsync(region, cancellationToken));
        Task<Probe<Listing<AwsKeyPair>>> keys = Of(region.Catalog.ListKeyPairsAsync([key ?? "none"], cancellationToken));
        Task<Probe<Listing<AwsInstanceType>>> types = Of(region.Catalog.ListTypesAsync([Type], cancellationToken));
        Task<Probe<Listing<AwsOffering>>> offerings = Of(region.Catalog.ListOfferingsAsync([Type], cancellationToken));
        Task<Probe<Listing<AwsSubnet>>> subnets = Of(region.Network.ListSubnetsAsync([], cancellationToken));
        Task<Probe<Listing<AwsSecurityGroup>>> groups =
            Of(region.Network.ListSecurityGroupsAsync([], RequestPriority.Working, cancellationToken));
        Task<Probe<object>> quota = Probe<object>.OfAsync(BoxedAsync(region.Catalog.GetQuotaAsync(RegionQuota.Code, cancellationToken)));
        await Task.WhenAll(instances, keys, types, offerings, subnets, groups, quota).ConfigureAwait(false);
        Probe<IReadOnlyList<AwsInstance>> read = await instances.ConfigureAwait(false);
        Probe<Listing<AwsKeyPair>> pairs = await keys.ConfigureAwait(false);
        Probe<object> limit = await quota.ConfigureAwait(false);
        return new RegionDiagnosis(region.Region)
        {
            Required =
            [
                ("ec2:DescribeInstances", read.Problem),
                ("ec2:DescribeKeyPairs", pairs.Problem),
                ("ec2:DescribeInstanceTypes", (await types.ConfigureAwait(false)).Problem),
                ("ec2:DescribeInstanceTypeOfferings", (await offerings.ConfigureAwait(false)).Problem),
                ("ec2:DescribeSubnets", (await subnets.ConfigureAwait(false)).Problem),
                ("ec2:DescribeSecurityGroups", (await groups.ConfigureAwait(false)).Problem),
            ],
            Optional = [("servicequotas:GetServiceQuota", limit.Problem)],
            Instances = read.Value,
            HasKey = pairs.Value?.Items.Any(p => p.Name == key),
            Quota = limit.Value is decimal value && read.Value is { } all
                ? await RegionQuota.OfAsync(region, (int)value, all, [], cancellationToken).ConfigureAwait(false)
                : null,
        };
    }

    private static async Task<IReadOnlyList<AwsInstance>> InstancesAsync(RegionClient region, CancellationToken cancellationToken)
    {
        Listing<AwsInstance> list = await region.Instances.ListAsync([], RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        AwsInstance[] existing = [.. list.Items.Where(i => i.State != "terminated")];
        return await InstanceTags.CompleteAsync(region, existing, mayLackTags: true, RequestPriority.Working, cancellationToken)
            .ConfigureAwait(false);
    }

    private static async Task<object> BoxedAsync(Task<decimal> read) => await read.ConfigureAwait(false);

    private static Task<Probe<Listing<T>>> Of<T>(Task<Listing<T>> read) => Probe<Listing<T>>.OfAsync(read);
}
