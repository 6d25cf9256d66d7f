using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Accounts;

/// <summary>Reads the tags of instances that a response shows without tags (spec aws.md 6.5).</summary>
internal static class InstanceTags
{
    /// <summary>The instances with their tags.</summary>
    /// <param name="region">Their region.</param>
    /// <param name="instances">As a list showed them.</param>
    /// <param name="mayLackTags">Whether an instance may have no tags, because the list does not filter by one.</param>
    /// <param name="priority">The priority of the read.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="CloudException">The tags of an instance are not shown.</exception>
    public static async Task<IReadOnlyList<AwsInstance>> CompleteAsync(
        RegionClient region,
        IReadOnlyList<AwsInstance> instances,
        bool mayLackTags,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        string[] without = [.. instances.Where(i => i.Tags is not { Count: > 0 }).Select(i => i.Id)];
        if (without.Length == 0)
        {
            return instances;
        }

        Listing<AwsTag> tags = await region.Instances.ListTagsAsync([new Ec2Filter("resource-id", without)], priority, cancellationToken)
            .ConfigureAwait(false);
        ILookup<string, AwsTag> byId = tags.Items.ToLookup(t => t.ResourceId, StringComparer.Ordinal);
        return
        [
            .. instances.Select(i =>
                i.Tags is { Count: > 0 } ? i
                : byId.Contains(i.Id) ? i with { Tags = byId[i.Id].ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal) }
                : mayLackTags || i.State == "terminated" ? i with { Tags = new Dictionary<string, string>() }
                : throw NotShown(i.Id)),
        ];
    }

    private static CloudException NotShown(string id) => new(
        new(
            ErrorCodes.ApiError,
            $"API error: AWS does not show the tags of instance {id}, which has the tag or the token of a host",
            "if its tags were deleted, terminate it, or add any tag to it: its host then gets another instance",
            IsTransient: true),
        FailureKind.Unclear);
}
