namespace Stagecraft.Sandbox.Hosting;

/// <summary>
/// Waits by a clock. Continuations run synchronously where the time elapsed or the wait was canceled, which single-threaded tests
/// require; <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> does not guarantee it for cancellation.
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
        using ITimer timer = time.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), end, duration, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration cancellation =
            cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), end);
        await end.Task.ConfigureAwait(false);
    }
}
