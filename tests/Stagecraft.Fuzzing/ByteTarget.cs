namespace Stagecraft.Fuzzing;

/// <summary>Something that reads bytes: valid ones are mutated.</summary>
/// <param name="name">Its name.</param>
/// <param name="mutator">Makes the input.</param>
/// <param name="check">Reads an input and returns the violated invariant, or null. Any exception is a violation.</param>
public sealed class ByteTarget(string name, Mutator mutator, Func<byte[], string?> check) : IFuzzTarget
{
    public string Name => name;

    public string? Play(long seed, Action<string>? trace = null)
    {
        byte[] input = mutator.Make(Fuzz.Choices(seed));
        trace?.Invoke(Shown.Of(input, 100_000));
        return Read(input);
    }

    /// <summary>As a case, for an input that is known.</summary>
    public string? Read(byte[] input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return check(input) ?? Memory.Check(before, input.Length);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }
}
