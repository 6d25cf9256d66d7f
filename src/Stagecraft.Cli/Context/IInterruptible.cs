namespace Stagecraft.Cli.Context;

/// <summary>An operation that signals interrupt. Signals arrive on their own threads, at any moment.</summary>
internal interface IInterruptible
{
    /// <summary>The message for the first signal: what stops, and what is still waited for; null for none.</summary>
    string? Stopping { get; }

    /// <summary>Reports what is known and what is not, because the process ends without waiting.</summary>
    /// <returns>The exit code.</returns>
    int Leave();
}
