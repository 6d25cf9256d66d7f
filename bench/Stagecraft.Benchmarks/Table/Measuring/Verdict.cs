namespace Stagecraft.Benchmarks.Table.Measuring;

/// <summary>Asked against reached.</summary>
internal enum Verdict
{
    /// <summary>There is no target: the value is only reported.</summary>
    Reported,
    Met,
    Missed,

    /// <summary>Never the same as met.</summary>
    NotMeasured,
}
