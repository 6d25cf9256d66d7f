namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A snapshot of a volume.</summary>
internal sealed record Snapshot
{
    public string Id { get; init; } = "";

    public string VolumeId { get; init; } = "";

    public int Gigabytes { get; init; }

    public bool Encrypted { get; init; }

    public string Description { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset CompletedAt { get; init; }
}
