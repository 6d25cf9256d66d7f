namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>Chance as a function: the same seed and numbers always draw the same, in whatever order they are asked for.</summary>
internal static class SeededRandom
{
    /// <summary>At least 0 and less than 1.</summary>
    public static double Fraction(long seed, long first, long second)
    {
        ulong mixed = Mix(Mix(Mix((ulong)seed) + (ulong)first) + (ulong)second);
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>One step of SplitMix64: neighbouring numbers give unrelated ones.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
