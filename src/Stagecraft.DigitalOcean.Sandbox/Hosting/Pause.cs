namespace Stagecraft.DigitalOcean.Sandbox.Hosting;

/// <summary>
/// Waits by a clock, after which the caller goes on right where the time passed or the wait was cancelled: a test that runs all on
/// one thread would lose a delay of the framework's that is cancelled.
/// </summary>
internal static class Pause
{
    public static Task ForAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellationToken) =>
        duration > TimeSpan.Zero ? UntilAsync(duration, time, cancellationToken) : Task.CompletedTask;

    public static Task ForeverAsync(CancellationToken cancellationToken) =>
        UntilAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    private static async Task UntilAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource end = new TaskCompletionSource();
        using ITimer timer = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), end, duration, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration cancellation =
            cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), end);
        await end.Task.ConfigureAwait(false);
    }
}
