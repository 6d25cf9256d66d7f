namespace Stagecraft.Fuzzing;

/// <summary>A violated invariant.</summary>
/// <param name="Target">Whose.</param>
/// <param name="Seed">The case; the target and this repeat it.</param>
/// <param name="What">What happened.</param>
public sealed record FuzzFinding(string Target, long Seed, string What)
{
    public override string ToString() => $"{Target}, seed {Seed}: {What}";
}
