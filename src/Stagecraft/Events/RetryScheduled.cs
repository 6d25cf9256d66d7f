namespace Stagecraft.Events;

/// <summary>A request failed in a way that may pass and is sent again after a wait.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="Attempt">Which attempt failed, from 1.</param>
/// <param name="Status">The HTTP status, or null where no answer came.</param>
/// <param name="Wait">How long until the next attempt.</param>
public sealed record RetryScheduled(string Method, string Path, int Attempt, int? Status, TimeSpan Wait) : InfraEvent;
