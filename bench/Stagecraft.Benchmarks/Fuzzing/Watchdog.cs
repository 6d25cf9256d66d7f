namespace Stagecraft.Benchmarks.Fuzzing;

/// <summary>Ends the process when one case takes far too long: what hangs cannot be asked to stop.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan ReorderWindow = TimeSpan.FromSeconds(60);

    private readonly Timer _timer;
    private string _case = "";

    public Watchdog() => _timer = new Timer(_ =>
    {
        Console.WriteLine($"FINDING {Volatile.Read(ref _case)}: not done after {ReorderWindow.TotalSeconds:0} seconds");
        Environment.Exit(1);
    });

    /// <summary>A case begins.</summary>
    public void Begin(string target, long seed)
    {
        Volatile.Write(ref _case, $"{target}, seed {seed}");
        _timer.Change(ReorderWindow, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
