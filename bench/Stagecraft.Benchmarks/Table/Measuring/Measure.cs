namespace Stagecraft.Benchmarks.Table.Measuring;

/// <summary>One value of a row, and what is asked of it.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">Its unit; empty for what is counted.</param>
/// <param name="Value">What was reached; null where it could not be measured.</param>
/// <param name="Asked">What is asked; null where nothing is.</param>
internal sealed record Measure(string Name, string Unit, double? Value, Bound? Asked = null)
{
    /// <summary>What belongs to the value; why there is none, where there is none.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the work itself failed: there is no value then, and what is asked was missed.</summary>
    public bool IsFailure { get; init; }

    public Verdict Verdict =>
        IsFailure ? Verdict.Missed
        : Value is null ? Verdict.NotMeasured
        : Asked is null ? Verdict.Reported
        : Asked.Holds(Value.Value) ? Verdict.Met
        : Verdict.Missed;

    public static Measure Count(string name, int value, Bound? asked = null) => new(name, "", value, asked);

    public static Measure Seconds(double value, Bound? asked = null) => new("time", "s", value, asked);

    public static Measure NotMeasured(string name, string why) => new(name, "", null) { Note = why };

    public static Measure Failed(string why) => new("finished", "", null) { Note = why, IsFailure = true };
}
