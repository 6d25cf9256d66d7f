namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>A thing that has tags; its id is a text here.</summary>
internal sealed record WireTagged(string ResourceId, string ResourceType);
