namespace Stagecraft.DigitalOcean.Api;

/// <summary>A list that was read completely.</summary>
/// <param name="Items">Each once, sorted by id; regions, sizes and tags by slug or name, ordinally.</param>
/// <param name="ServerTime">The earliest <c>Date</c> of the pages: the list is at least as recent.</param>
/// <param name="SentAt">When its first request was sent, as a timestamp of the clock.</param>
internal sealed record Listing<T>(IReadOnlyList<T> Items, DateTimeOffset? ServerTime, long SentAt);
