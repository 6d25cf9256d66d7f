namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireAction
{
    public required long Id { get; init; }

    public required string Status { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public long? ResourceId { get; init; }

    public string? ResourceType { get; init; }
}
