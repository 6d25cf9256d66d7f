namespace Stagecraft.Engine.Clouds;

/// <summary>A value that was read, with its time.</summary>
/// <param name="Value">The value; null if the cloud states that there is none.</param>
/// <param name="ServerTime">The cloud's clock in the response: ages are measured against it. Null if unknown.</param>
/// <param name="SentAt">When the request was sent, as a timestamp of the clock. Default: 0.</param>
public sealed record Dated<T>(T Value, DateTimeOffset? ServerTime, long SentAt = 0);
