namespace Stagecraft.Testing.Simulation;

/// <summary>A sequence of decisions that depends on a seed only: the same on every machine and in every version of .NET.</summary>
public sealed class Dice
{
    private ulong _state;

    /// <param name="parts">The purpose of the decisions, such as a scenario, a run and a request.</param>
    public Dice(params ReadOnlySpan<long> parts)
    {
        foreach (long part in parts)
        {
            _state = Mixed(_state ^ (ulong)part);
        }
    }

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 up to, not including, the given number.</summary>
    public int Below(int number) => (int)(Unit() * number);

    public double Between(double low, double high) => low + (Unit() * (high - low));

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private ulong Next() => Mixed(_state += 0x9E3779B97F4A7C15);

    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
