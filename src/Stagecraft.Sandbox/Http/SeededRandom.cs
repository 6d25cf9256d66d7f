namespace Stagecraft.Sandbox.Http;

/// <summary>A stateless random function: the same arguments always produce the same number, regardless of the order of calls.</summary>
internal static class SeededRandom
{
    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    public static double Fraction(long seed, long first, long second)
    {
        ulong mixed = Mix(Mix(Mix((ulong)seed) + (ulong)first) + (ulong)second);
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>One step of SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
