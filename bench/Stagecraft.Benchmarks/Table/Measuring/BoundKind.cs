namespace Stagecraft.Benchmarks.Table.Measuring;

/// <summary>How a value is held against what is asked.</summary>
internal enum BoundKind
{
    AtMost,
    Below,
    AtLeast,
    Exactly,
}
