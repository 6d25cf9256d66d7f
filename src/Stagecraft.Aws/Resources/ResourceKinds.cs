namespace Stagecraft.Aws.Resources;

/// <summary>The kinds of resources of an environment, except instances.</summary>
internal static class ResourceKinds
{
    /// <param name="regions">The regions that are read.</param>
    /// <param name="owner">The environment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="settleWindow">How long a list may lack a new resource.</param>
    public static IReadOnlyList<IResourceKind> Of(ResourceRegions regions, ResourceOwner owner, TimeProvider time, TimeSpan settleWindow)
    {
        Networks networks = new();
        return
        [
            new SecurityGroupKind(regions, owner, networks),
            new VolumeKind(regions, owner, networks, time, settleWindow),
            new ElasticIpKind(regions, owner),
        ];
    }
}
