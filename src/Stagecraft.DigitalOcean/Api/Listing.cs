namespace Stagecraft.DigitalOcean.Api;

/// <summary>A list that was read completely.</summary>
/// <param name="Items">Each once, in the order of their ids (regions, sizes and tags: by slug or name, ordinal).</param>
/// <param name="Total">How many there are.</param>
/// <param name="ServerTime">The earliest <c>Date</c> of the pages: the list is at least as fresh as that.</param>
/// <param name="Requests">How many requests it took, repeated ones included.</param>
/// <param name="SentAt">When the first of its requests went out, as a timestamp of the clock.</param>
internal sealed record Listing<T>(IReadOnlyList<T> Items, int Total, DateTimeOffset? ServerTime, int Requests, long SentAt = 0);
