using System.Globalization;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>The words of a table's cells.</summary>
internal static class Cells
{
    public static string Asked(Measure measure) => measure.Asked is { } asked ? $"{asked.Sign} {Number(asked.Limit, measure.Unit)}" : "";

    public static string Reached(Measure measure)
    {
        string value = measure switch
        {
            { IsFailure: true } => "failed",
            { Value: { } reached } => Number(reached, measure.Unit),
            _ => "not measured",
        };
        return measure.Note is not { } note ? value
            : measure.Value is null ? $"{value}: {note}"
            : $"{value} ({note})";
    }

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Missed => "MISSED",
        Verdict.NotMeasured => "not measured",
        _ => "",
    };

    /// <summary>Never rounded so far that a value that exceeds a limit equals it.</summary>
    private static string Number(double value, string unit) =>
        (unit.Length == 0 || value == Math.Floor(value) ? value.ToString("#,0", CultureInfo.InvariantCulture)
            : value < 10 ? value.ToString("0.###", CultureInfo.InvariantCulture)
            : value.ToString("#,0.0#", CultureInfo.InvariantCulture))
        + (unit.Length == 0 ? "" : $" {unit}");
}
