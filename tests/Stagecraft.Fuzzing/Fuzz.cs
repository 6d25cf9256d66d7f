namespace Stagecraft.Fuzzing;

/// <summary>Plays many cases.</summary>
public static class Fuzz
{
    /// <summary>The first few findings among so many cases, by their seeds from <paramref name="first"/> on.</summary>
    public static IReadOnlyList<FuzzFinding> Run(IFuzzTarget target, int cases, long first = 1)
    {
        const int enough = 3;
        List<FuzzFinding> found = [];
        for (long seed = first; seed < first + cases && found.Count < enough; seed++)
        {
            if (target.Play(seed) is { } what)
            {
                found.Add(new FuzzFinding(target.Name, seed, what));
            }
        }

        return found;
    }

    /// <summary>The random choices of a case. Neighbouring seeds have nothing in common.</summary>
    public static Random Choices(long seed)
    {
        ulong mixed = unchecked((ulong)seed * 0x9E3779B97F4A7C15);
        return new Random((int)(mixed >> 33));
    }
}
