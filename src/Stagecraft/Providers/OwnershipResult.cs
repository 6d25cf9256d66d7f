namespace Stagecraft.Providers;

/// <summary>What became of an <see cref="OwnershipChange"/>.</summary>
/// <param name="Change">What was to be done.</param>
/// <param name="IsSeen">Whether the change is confirmed. False only if the call was canceled.</param>
/// <param name="Tags">The machine's last known tags, or null.</param>
public sealed record OwnershipResult(OwnershipChange Change, bool IsSeen, IReadOnlyList<string>? Tags);
