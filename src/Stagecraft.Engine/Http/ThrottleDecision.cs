
namespace Stagecraft.Engine.Http;

/// <summary>Whether a request may be sent now, and the reason if not.</summary>
/// <param name="Wait">Zero: it may be sent. Null: check again when a request in flight has ended. Otherwise: check again after this
/// time.</param>
/// <param name="Limit">The rate limit that delays it: <c>minute</c>, <c>hour</c> or <c>keys</c>; null for none.</param>
internal readonly record struct ThrottleDecision(TimeSpan? Wait, string? Limit)
{
    public static ThrottleDecision None { get; } = new(TimeSpan.Zero, null);

    /// <summary>All connections are in use.</summary>
    public static ThrottleDecision Busy { get; } = new(null, null);

    public bool MayGo => Wait == TimeSpan.Zero;

    /// <summary>The stricter of two.</summary>
    public ThrottleDecision And(TimeSpan? wait, string limit) =>
        Wait is null || (wait is { } other && other <= Wait) ? this : new ThrottleDecision(wait, limit);
}
