namespace Stagecraft.Engine.Http;

/// <summary>A list that was read completely.</summary>
/// <param name="Items">Each once, sorted by id, or by name, ordinally.</param>
/// <param name="ServerTime">The earliest <c>Date</c> of the responses: the list is at least as recent.</param>
/// <param name="SentAt">When its first request was sent, as a timestamp of the clock.</param>
internal sealed record Listing<T>(IReadOnlyList<T> Items, DateTimeOffset? ServerTime, long SentAt);
