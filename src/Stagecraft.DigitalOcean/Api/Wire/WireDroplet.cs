namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>The fields that are used. The lists of slugs inside region and size are most of the bytes, and are skipped.</summary>
internal sealed record WireDroplet(
    long Id,
    string Name,
    string Status,
    bool Locked,
    DateTimeOffset CreatedAt,
    WireDropletRegion Region,
    string SizeSlug,
    WireNetworks? Networks = null,
    List<string?>? Tags = null,
    WireDropletImage? Image = null,
    List<string?>? Features = null,
    string? VpcUuid = null);
