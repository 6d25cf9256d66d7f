namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>The resources that a tag is attached to or detached from.</summary>
internal sealed record WireTagging(IReadOnlyList<WireTagging.Resource> Resources)
{
    /// <summary>A tagged resource; its id is a string here.</summary>
    internal sealed record Resource(string ResourceId, string ResourceType);
}
