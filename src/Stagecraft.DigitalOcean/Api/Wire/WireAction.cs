namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireAction(
    string Status,
    string Type,
    DateTimeOffset StartedAt,
    long? ResourceId = null,
    string? ResourceType = null);
