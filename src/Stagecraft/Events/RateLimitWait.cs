namespace Stagecraft.Events;

/// <summary>Requests wait for the API's rate limit.</summary>
/// <param name="Wait">The expected wait.</param>
/// <param name="Limit">For DigitalOcean <c>minute</c>, <c>hour</c> or <c>keys</c>; for AWS <c>requests</c>, or an action and its
/// region, for example <c>RunInstances in eu-central-1</c>.</param>
public sealed record RateLimitWait(TimeSpan Wait, string Limit) : InfraEvent;
