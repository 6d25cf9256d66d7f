namespace Stagecraft.Providers;

/// <summary>What became of an <see cref="OwnershipChange"/>.</summary>
/// <param name="Change">What was to be done.</param>
/// <param name="IsSeen">Whether the machine was seen with it all done. False only where the call was cancelled on its way.</param>
/// <param name="Tags">The machine's tags as they were seen last; null where they were not.</param>
public sealed record OwnershipResult(OwnershipChange Change, bool IsSeen, IReadOnlyList<string>? Tags);
