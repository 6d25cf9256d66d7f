namespace Stagecraft.Engine.Clouds;

/// <summary>Recent creates and deletes in an account, by anyone.</summary>
/// <param name="Events">The events that did not fail, in any order.</param>
/// <param name="CompleteSince">Every event since this time is included. Null if that is unknown.</param>
/// <param name="ServerTime">The cloud's clock when the log was read; null if unknown.</param>
public sealed record CreationEvidence(
    IReadOnlyList<MachineLifecycleEvent> Events, DateTimeOffset? CompleteSince, DateTimeOffset? ServerTime);
