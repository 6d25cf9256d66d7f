using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Api.Client;

/// <summary>The lists of the API.</summary>
internal static class ApiLists
{
    public static ListRequest<SshKey> SshKeys { get; } = new()
    {
        Path = "/v2/account/keys",
        Scope = "ssh_key:read",
        Kind = new RequestKind(RequestPriority.Working, RequestBudget.Keys),
        ReadPage = WireReader.SshKeyPageAsync,
        Order = By<SshKey, long>(key => key.Id),
    };

    public static ListRequest<Region> Regions { get; } = new()
    {
        Path = "/v2/regions",
        Scope = "regions:read",
        ReadPage = WireReader.RegionPageAsync,
        Order = ByText<Region>(region => region.Slug),
    };

    public static ListRequest<Size> Sizes { get; } = new()
    {
        Path = "/v2/sizes",
        Scope = "sizes:read",
        ReadPage = WireReader.SizePageAsync,
        Order = ByText<Size>(size => size.Slug),
    };

    public static ListRequest<Tag> Tags { get; } = new()
    {
        Path = "/v2/tags",
        Scope = "tag:read",
        ReadPage = WireReader.TagPageAsync,
        Order = ByText<Tag>(tag => tag.Name),
    };

    private static readonly IComparer<Machine> DropletOrder = By<Machine, ResourceId>(droplet => droplet.Id);

    public static ListRequest<Machine> Droplets(DropletQuery query, RequestPriority priority) => new()
    {
        Path = "/v2/droplets",
        Filter = query.Filter,
        Scope = query.Scope,
        Kind = new RequestKind(priority),
        ReadPage = WireReader.DropletPageAsync,
        Order = DropletOrder,
    };

    private static Comparer<T> By<T, TKey>(Func<T, TKey> key)
        where TKey : IComparable<TKey> =>
        Comparer<T>.Create((a, b) => key(a).CompareTo(key(b)));

    private static Comparer<T> ByText<T>(Func<T, string> key) => Comparer<T>.Create((a, b) => string.CompareOrdinal(key(a), key(b)));
}
