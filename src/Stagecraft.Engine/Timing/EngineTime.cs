
namespace Stagecraft.Engine.Timing;

/// <summary>A moment of a run.</summary>
/// <param name="Elapsed">Since the run began: what settling is measured by.</param>
/// <param name="Worked">The same without the waits for the rate limit: what deadlines are measured by.</param>
/// <param name="Drift">How far the local time is ahead: more than at an earlier moment means that the machine slept in between.</param>
/// <param name="HasSpareBudget">Whether most of the request budget is free.</param>
internal readonly record struct EngineTime(TimeSpan Elapsed, TimeSpan Worked, TimeSpan Drift = default, bool HasSpareBudget = false)
{
    /// <summary>The time since an earlier moment, including a sleep of the machine in between.</summary>
    public TimeSpan Since(EngineTime earlier) => Elapsed - earlier.Elapsed + ClockDrift.Slept(earlier.Drift, Drift);
}
