namespace Stagecraft.Benchmarks.Table.Measuring;

/// <summary>Asked against reached.</summary>
internal enum Verdict
{
    /// <summary>Nothing is asked: the value is told.</summary>
    Told,
    Met,
    Missed,

    /// <summary>Never the same as met.</summary>
    NotMeasured,
}
