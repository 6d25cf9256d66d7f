namespace Stagecraft.Cli.Context;

/// <summary>What signals find. They come on threads of their own, at any moment.</summary>
internal interface IInterruptible
{
    /// <summary>What the first signal stops, and what it still waits for.</summary>
    string Stopping { get; }

    /// <summary>Tells what is known and what is not, because the process ends without waiting.</summary>
    /// <returns>The exit code.</returns>
    int Leave();
}
