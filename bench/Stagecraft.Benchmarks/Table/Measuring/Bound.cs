namespace Stagecraft.Benchmarks.Table.Measuring;

/// <summary>What is asked of a value.</summary>
internal sealed record Bound(BoundKind Kind, double Limit)
{
    public string Sign => Kind switch
    {
        BoundKind.AtMost => "<=",
        BoundKind.Below => "<",
        BoundKind.AtLeast => ">=",
        _ => "=",
    };

    public static Bound AtMost(double limit) => new(BoundKind.AtMost, limit);

    public static Bound Below(double limit) => new(BoundKind.Below, limit);

    public static Bound AtLeast(double limit) => new(BoundKind.AtLeast, limit);

    public static Bound Exactly(double limit) => new(BoundKind.Exactly, limit);

    public bool Holds(double value) => Kind switch
    {
        BoundKind.AtMost => value <= Limit,
        BoundKind.Below => value < Limit,
        BoundKind.AtLeast => value >= Limit,
        _ => value.Equals(Limit),
    };
}
