namespace Stagecraft.Cli.Rendering.Live;

/// <summary>A run at one moment.</summary>
/// <param name="Rows">Its hosts.</param>
/// <param name="Notes">What it waits for, the next first.</param>
/// <param name="Start">When it began.</param>
/// <param name="Now">The moment.</param>
/// <param name="Time">What the timestamps are of.</param>
internal sealed record LiveLook(IReadOnlyList<LiveRow> Rows, IReadOnlyList<LiveNote> Notes, long Start, long Now, TimeProvider Time)
{
    internal string Elapsed => Words.Time(Time.GetElapsedTime(Start, Now));

    internal string TimeOf(LiveRow row) => row.Started is { } started ? Words.Time(Time.GetElapsedTime(started, row.Ended ?? Now)) : "";

    /// <summary>Whole seconds left, at least one.</summary>
    internal string Left(LiveNote note) => Words.Time(TimeSpan.FromSeconds(Math.Ceiling(Time.GetElapsedTime(Now, note.Until).TotalSeconds)));
}
