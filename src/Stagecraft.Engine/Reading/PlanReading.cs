using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>Everything that a plan relies on, as far as it could be read.</summary>
/// <param name="Problems">What could not be read, and why; empty if everything could.</param>
/// <param name="IsTransient">Whether the same reads may succeed later.</param>
/// <param name="Snapshot">The account; null if it could not be read.</param>
/// <param name="Preflight">Prices, quotas and what the cloud offers.</param>
internal sealed record PlanReading(IReadOnlyList<Problem> Problems, bool IsTransient, AccountSnapshot? Snapshot, Preflight Preflight);
