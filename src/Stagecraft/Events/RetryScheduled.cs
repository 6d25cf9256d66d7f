namespace Stagecraft.Events;

/// <summary>A request failed with an error that may pass, and is repeated after a wait.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="Attempt">The number of the failed attempt, from 1.</param>
/// <param name="Status">The HTTP status, or null without a response.</param>
/// <param name="Wait">The time until the next attempt.</param>
public sealed record RetryScheduled(string Method, string Path, int Attempt, int? Status, TimeSpan Wait) : InfraEvent;
