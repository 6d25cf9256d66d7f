
namespace Stagecraft.Engine.Timing;

/// <summary>How far the local time is ahead of the steady clock, from some origin. The steady clock may stand still while the machine sleeps, the local
/// time does not: what was seen before is then older than the steady clock says. A local time that is set looks the same and costs a look more: set back, too, for that may hide a sleep.</summary>
internal static class ClockDrift
{
    public static TimeSpan Of(TimeProvider time) =>
        time.GetUtcNow() - DateTimeOffset.UnixEpoch - time.GetElapsedTime(0, time.GetTimestamp());

    /// <summary>How long the machine may have slept between two moments.</summary>
    public static TimeSpan Slept(TimeSpan before, TimeSpan after) => (after - before).Duration();
}
