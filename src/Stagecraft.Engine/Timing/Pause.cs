namespace Stagecraft.Engine.Timing;

/// <summary>A delay with synchronous continuations. <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> continues on
/// another thread if it is canceled, which a simulation on one thread cannot control.</summary>
internal static class Pause
{
    public static async Task ForAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!await TryForAsync(duration, time, cancellationToken).ConfigureAwait(false))
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>Returns false if it was canceled. For delays that are usually canceled, because an exception is expensive.</summary>
    public static async Task<bool> TryForAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        TaskCompletionSource<bool> end = new TaskCompletionSource<bool>();
        using ITimer timer = time.CreateTimer(
            static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), end, duration, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration cancellation =
            cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), end);
        return await end.Task.ConfigureAwait(false);
    }
}
