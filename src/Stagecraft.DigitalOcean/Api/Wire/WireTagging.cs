namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>The resources that a tag is attached to or detached from.</summary>
internal sealed record WireTagging(IReadOnlyList<WireTagged> Resources);
