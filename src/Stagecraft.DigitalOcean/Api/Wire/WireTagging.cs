namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>What a tag is attached to, or taken from.</summary>
internal sealed record WireTagging(IReadOnlyList<WireTagged> Resources);
