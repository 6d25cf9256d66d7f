namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>A wait whose caller goes on right where it ends. <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> does so
/// when its time is up, but goes on elsewhere when it is cancelled, and a simulation on one thread would lose it.</summary>
internal static class Pause
{
    public static async Task ForAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var end = new TaskCompletionSource();
        using ITimer timer =
            time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), end, duration, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration cancellation =
            cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), end);
        await end.Task.ConfigureAwait(false);
    }
}
