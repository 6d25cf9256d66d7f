
namespace Stagecraft.Engine.Timing;

/// <summary>A wait whose caller goes on right where it ends. <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> does so
/// when its time is up, but goes on elsewhere when it is cancelled, and a simulation on one thread would lose it.</summary>
internal static class Pause
{
    public static async Task ForAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!await TryForAsync(duration, time, cancellationToken).ConfigureAwait(false))
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>False where it was cancelled. For waits that mostly end so: an exception costs more than all else of them.</summary>
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
