namespace Stagecraft.DigitalOcean.Api;

/// <summary>What one read gave.</summary>
/// <param name="Value">The thing read; null where the API said that there is none.</param>
/// <param name="ServerTime">The answer's <c>Date</c>: ages are measured against it, never against our own clock.</param>
internal sealed record Answer<T>(T Value, DateTimeOffset? ServerTime);
