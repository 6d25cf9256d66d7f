namespace Stagecraft.Fuzzing;

/// <summary>How much may be allocated for an input: whatever it says, it cannot fill the memory.</summary>
public static class Memory
{
    private const long Always = 64 * 1024 * 1024;
    private const long PerByte = 500;

    /// <summary>What is wrong with the bytes allocated on this thread since a count of them was taken, or null.</summary>
    public static string? Check(long before, long inputBytes)
    {
        long spent = GC.GetAllocatedBytesForCurrentThread() - before;
        return spent > Always + (PerByte * inputBytes) ? $"{spent / 1024 / 1024} MiB were allocated for {inputBytes} bytes" : null;
    }
}
