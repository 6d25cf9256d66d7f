namespace Stagecraft.Events;

/// <summary>Requests wait until the API's rate limit has room.</summary>
/// <param name="Wait">How long.</param>
/// <param name="Limit"><c>minute</c>, <c>hour</c> or <c>keys</c>.</param>
public sealed record RateLimitWait(TimeSpan Wait, string Limit) : InfraEvent;
