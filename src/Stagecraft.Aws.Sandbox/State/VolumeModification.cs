namespace Stagecraft.Aws.Sandbox.State;

/// <summary>
/// A modification of a volume: it is <c>modifying</c>, then <c>optimizing</c> with the new properties, then <c>completed</c>.
/// </summary>
internal sealed record VolumeModification(
    VolumeShape Original, VolumeShape Target, DateTimeOffset StartedAt, DateTimeOffset OptimizingAt, DateTimeOffset CompletedAt);
