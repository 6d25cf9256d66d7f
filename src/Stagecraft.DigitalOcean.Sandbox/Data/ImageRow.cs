namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>A public image of the table. Without <paramref name="Regions"/> it is in every region.</summary>
internal sealed record ImageRow(
    long Id,
    string Slug,
    string Distribution,
    string Name,
    int MinDiskSize,
    double SizeGigabytes,
    bool IsApplication = false,
    string[]? Regions = null);
