namespace Stagecraft.Events;

/// <summary>The run waits for the settle window before its final check: lists of machines are only eventually consistent.</summary>
/// <param name="Wait">The time until the final check.</param>
public sealed record SettleWait(TimeSpan Wait) : InfraEvent;
