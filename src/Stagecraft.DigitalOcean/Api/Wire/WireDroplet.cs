namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>The fields that are used. The lists of slugs inside region and size are most of the bytes, and are skipped.
/// Members of unmanaged droplets can be null (spec 9.7.1).</summary>
internal sealed record WireDroplet(
    long Id, string Name, string? Status, bool? Locked, DateTimeOffset? CreatedAt, WireDroplet.Place? Region, string? SizeSlug,
    WireDroplet.Addresses? Networks = null, List<string>? Tags = null, WireDroplet.ImageRef? Image = null,
    List<string>? Features = null, string? VpcUuid = null, int? Disk = null)
{
    internal sealed record Place(string? Slug);

    internal sealed record ImageRef(long? Id = null, string? Slug = null);

    /// <summary>Empty immediately after a create, and in no particular order.</summary>
    internal sealed record Addresses(List<Address?>? V4 = null, List<Address?>? V6 = null);

    /// <summary><c>Type</c> is <c>public</c> or <c>private</c>.</summary>
    internal sealed record Address(string? IpAddress = null, string? Type = null);
}
