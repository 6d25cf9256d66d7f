namespace Stagecraft.Fuzzing;

/// <summary>Something that takes input from outside, and what it promises whatever that input is.</summary>
public interface IFuzzTarget
{
    /// <summary>A short name, for the command line and for reports.</summary>
    string Name { get; }

    /// <summary>Plays the case of a seed: the same seed, the same case.</summary>
    /// <param name="seed">The case.</param>
    /// <param name="tell">Is told what happens, for whoever replays one case; null for nobody.</param>
    /// <returns>What was not kept of the promises, or null.</returns>
    string? Play(long seed, Action<string>? tell = null);
}
