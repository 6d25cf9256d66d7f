namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>A tagged resource; its id is a string here.</summary>
internal sealed record WireTagged(string ResourceId, string ResourceType);
