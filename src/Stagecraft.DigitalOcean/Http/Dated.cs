namespace Stagecraft.DigitalOcean.Http;

/// <summary>What one read gave.</summary>
/// <param name="Value">The thing read; null where the API said that there is none.</param>
/// <param name="ServerTime">The answer's <c>Date</c>: ages are measured against it, never against our own clock.</param>
/// <param name="SentAt">When the request went out, as a timestamp of the clock.</param>
internal sealed record Dated<T>(T Value, DateTimeOffset? ServerTime, long SentAt = 0);
