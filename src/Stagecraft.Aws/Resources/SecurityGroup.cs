using Stagecraft.Aws.Api;

namespace Stagecraft.Aws.Resources;

/// <summary>A security group of the account.</summary>
internal sealed record SecurityGroup : Resource
{
    private const string EngineTag = "stagecraft-firewall-";

    /// <summary>The group as it was read.</summary>
    public required AwsSecurityGroup Group { get; init; }

    /// <param name="group">The group.</param>
    /// <param name="region">Its region.</param>
    /// <param name="owner">The environment.</param>
    /// <param name="members">The instances that have it.</param>
    public static SecurityGroup Of(
        AwsSecurityGroup group,
        string region,
        ResourceOwner owner,
        IEnumerable<AwsInstance> members) => new()
        {
            Id = new ResourceId(group.Id),
            CloudName = group.Name,
            Region = region,
            Tags = TagsOf(group, region, owner),
            Attached = [.. members.Select(m => new ResourceId(m.Id))],
            Group = group,
        };

    // The name in plans has the region if the environment has several, and the tag does not have it: it stays valid when a region is added.
    private static IReadOnlyList<string> TagsOf(AwsSecurityGroup group, string region, ResourceOwner owner)
    {
        IReadOnlyDictionary<string, string> tags = group.Tags ?? new Dictionary<string, string>();
        string[] others = [.. AwsTags.FromAws(tags).Where(t => !t.StartsWith(EngineTag, StringComparison.Ordinal))];
        return tags.TryGetValue(AwsTags.Firewall, out string? name) && group.Name == owner.GroupPrefix + name
            ? [.. others, EngineTag + name + Settings.SecurityGroups.Suffix(owner.Hosts, region)]
            : others;
    }
}
