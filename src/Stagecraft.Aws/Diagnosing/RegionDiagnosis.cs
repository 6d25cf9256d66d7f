using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;
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
        Task<Probe<IReadOnlyList<AwsInstance>>> instances =
            Probe<IReadOnlyList<AwsInstance>>.OfAsync(InstancesAsync(region, cancellationToken));
        Task<Probe<Listing<AwsKeyPair>>> keys = Of(region.Catalog.ListKeyPairsAsync([key ?? "none"], cancellationToken));
        (string Permission, Task<Problem?> Read)[] others = Others(region, cancellationToken);
        Task<Probe<object>> quota =
            Probe<object>.OfAsync(BoxedAsync(region.Catalog.GetQuotaAsync(VcpuQuota.Standard.Code, cancellationToken)));
        await Task.WhenAll([instances, keys, quota, .. others.Select(o => o.Read)]).ConfigureAwait(false);
        Probe<IReadOnlyList<AwsInstance>> read = await instances.ConfigureAwait(false);
        Probe<Listing<AwsKeyPair>> pairs = await keys.ConfigureAwait(false);
        Probe<object> limit = await quota.ConfigureAwait(false);
        List<(string Permission, Problem? Problem)> required =
            [("ec2:DescribeInstances", read.Problem), ("ec2:DescribeKeyPairs", pairs.Problem)];
        foreach ((string permission, Task<Problem?> other) in others)
        {
            required.Add((permission, await other.ConfigureAwait(false)));
        }

        return new RegionDiagnosis(region.Region)
        {
            Required = required,
            Optional = [("servicequotas:GetServiceQuota", limit.Problem)],
            Instances = read.Value,
            HasKey = pairs.Value?.Items.Any(p => p.Name == key),
            Quota = limit.Value is decimal value && read.Value is { } all
                ? await RegionQuota.OfAsync(region, VcpuQuota.Standard, value, all, [], cancellationToken).ConfigureAwait(false)
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

    /// <summary>Reads of which only the permission matters, in the order of the message.</summary>
    private static (string Permission, Task<Problem?> Read)[] Others(RegionClient region, CancellationToken cancellationToken)
    {
        const RequestPriority priority = RequestPriority.Working;
        string image = ImageAlias.All[0].ParameterFor(isArm: false);
        return
        [
            ("ec2:DescribeTags", ProblemOf(region.Instances.ListTagsAsync([new("resource-id", "i-0")], priority, cancellationToken))),
            ("ec2:DescribeInstanceTypes", ProblemOf(region.Catalog.ListTypesAsync([Type], cancellationToken))),
            ("ec2:DescribeInstanceTypeOfferings", ProblemOf(region.Catalog.ListOfferingsAsync([Type], cancellationToken))),
            ("ec2:DescribeImages", ProblemOf(region.Catalog.ListImagesAsync([new("name", "none")], priority, cancellationToken))),
            ("ec2:DescribeSubnets", ProblemOf(region.Network.ListSubnetsAsync([], cancellationToken))),
            ("ec2:DescribeSecurityGroups", ProblemOf(region.Network.ListSecurityGroupsAsync([], priority, cancellationToken))),
            ("ec2:DescribeVolumes", ProblemOf(region.Volumes.ListAsync([new("volume-id", "vol-0")], priority, cancellationToken))),
            ("ec2:DescribeAddresses", ProblemOf(region.Network.ListAddressesAsync([], priority, cancellationToken))),
            ("ssm:GetParameters", ProblemOf(region.Catalog.GetParametersAsync([image], cancellationToken))),
        ];
    }

    private static async Task<Problem?> ProblemOf<T>(Task<T> read)
        where T : class =>
        (await Probe<T>.OfAsync(read).ConfigureAwait(false)).Problem;

    private static async Task<object> BoxedAsync(Task<decimal> read) => await read.ConfigureAwait(false);

    private static Task<Probe<Listing<T>>> Of<T>(Task<Listing<T>> read) => Probe<Listing<T>>.OfAsync(read);
}
