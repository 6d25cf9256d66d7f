namespace Stagecraft.Fuzzing;

/// <summary>Code that reads external input, and its invariants for any input.</summary>
public interface IFuzzTarget
{
    /// <summary>A short name, for the command line and for reports.</summary>
    string Name { get; }

    /// <summary>Runs the case of a seed: the same seed gives the same case.</summary>
    /// <param name="seed">The case.</param>
    /// <param name="trace">Receives a line for each step when one case is replayed; or null.</param>
    /// <returns>The violated invariant, or null.</returns>
    string? Play(long seed, Action<string>? trace = null);
}
