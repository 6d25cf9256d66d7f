namespace Stagecraft.Events;

/// <summary>The run waits until the account has had its settle window, and then looks once more: whether somebody else made the same hosts
/// shows only then.</summary>
/// <param name="Wait">How long.</param>
public sealed record SettleWait(TimeSpan Wait) : InfraEvent;
