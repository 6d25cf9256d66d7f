namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A change of a tag.</summary>
/// <param name="At">The time.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The new value; null if the tag was removed.</param>
internal sealed record TagChange(DateTimeOffset At, string Key, string? Value);
