namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>What the pages of all lists have in common.</summary>
internal abstract class WirePage
{
    public WireLinks? Links { get; init; }

    public required WireMeta Meta { get; init; }
}
