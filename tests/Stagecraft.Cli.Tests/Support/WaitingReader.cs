namespace Stagecraft.Cli.Tests.Support;

/// <summary>A terminal without input.</summary>
internal sealed class WaitingReader : TextReader
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _end = new();

    internal Task Asked => _asked.Task;

    public override string? ReadLine()
    {
        _asked.TrySetResult();
        _end.Wait();
        return null;
    }

    protected override void Dispose(bool disposing) => _end.Set();
}
