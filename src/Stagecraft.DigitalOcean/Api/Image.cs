namespace Stagecraft.DigitalOcean.Api;

/// <param name="Regions">The slugs of the regions that have the image; empty if the API omits them.</param>
/// <param name="MinDiskSize">The disk that a size must have, in GB.</param>
/// <param name="Status"><c>available</c>, <c>retired</c>, <c>pending</c>, <c>deleted</c>, <c>NEW</c>, or another one; null if the API omits
/// it.</param>
/// <param name="ErrorMessage">Why its import failed, as text from the network; null or empty without a reason.</param>
internal sealed record Image(
    IReadOnlyList<string>? Regions = null, int? MinDiskSize = null, string? Status = null, string? ErrorMessage = null)
{
    public IReadOnlyList<string> Regions { get; init; } = Regions ?? [];
}
