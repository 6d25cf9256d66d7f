namespace Stagecraft.Aws.Sandbox.State;

/// <summary>An image that was created from an instance. It is available with its snapshot.</summary>
internal sealed record MachineImage
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public string Architecture { get; init; } = "";

    public string RootDevice { get; init; } = "";

    public int RootGigabytes { get; init; }

    public string VolumeType { get; init; } = "";

    public string SnapshotId { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset AvailableAt { get; init; }
}
