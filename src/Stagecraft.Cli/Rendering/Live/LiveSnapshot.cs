namespace Stagecraft.Cli.Rendering.Live;

/// <summary>A run at one moment.</summary>
/// <param name="Notes">The waits of the run, the next to end first.</param>
/// <param name="Time">The clock of the timestamps.</param>
internal sealed record LiveSnapshot(IReadOnlyList<LiveRow> Rows, IReadOnlyList<LiveNote> Notes, long Start, long Now, TimeProvider Time)
{
    internal string Elapsed => Words.Time(Time.GetElapsedTime(Start, Now));

    internal string TimeOf(LiveRow row) => row.Started is { } started ? Words.Time(Time.GetElapsedTime(started, row.Ended ?? Now)) : "";

    /// <summary>Whole seconds left, at least one.</summary>
    internal string Left(LiveNote note) =>
        Words.Time(TimeSpan.FromSeconds(Math.Ceiling(Time.GetElapsedTime(Now, note.Until).TotalSeconds)));
}
