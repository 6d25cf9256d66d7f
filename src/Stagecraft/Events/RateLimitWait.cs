namespace Stagecraft.Events;

/// <summary>Requests wait for the API's rate limit.</summary>
/// <param name="Wait">The expected wait.</param>
/// <param name="Limit"><c>minute</c>, <c>hour</c> or <c>keys</c>.</param>
public sealed record RateLimitWait(TimeSpan Wait, string Limit) : InfraEvent;
