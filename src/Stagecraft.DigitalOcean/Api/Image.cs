namespace Stagecraft.DigitalOcean.Api;

/// <param name="Regions">The slugs of the regions that have the image; empty if the API omits them.</param>
/// <param name="MinDiskSize">The disk that a size must have, in GB.</param>
internal sealed record Image(IReadOnlyList<string>? Regions = null, int? MinDiskSize = null)
{
    public IReadOnlyList<string> Regions { get; init; } = Regions ?? [];
}
