
namespace Stagecraft.Engine.Http;

/// <summary>Whether a request may go now, and if not, why not.</summary>
/// <param name="Wait">Zero: it may go. Null: ask again when a request in flight has ended. Otherwise: ask again after that.</param>
/// <param name="Limit">The rate limit that holds it back, <c>minute</c>, <c>hour</c> or <c>keys</c>; null where it is none of
/// them.</param>
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
