namespace Stagecraft.DigitalOcean.Applying;

/// <summary>A moment of a run.</summary>
/// <param name="Elapsed">Since the run began: what settling is measured by.</param>
/// <param name="Worked">The same without the waits for the rate limit: what deadlines are measured by.</param>
internal readonly record struct EngineTime(TimeSpan Elapsed, TimeSpan Worked);
