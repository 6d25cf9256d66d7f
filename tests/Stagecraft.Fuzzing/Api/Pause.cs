namespace Stagecraft.Fuzzing.Api;

/// <summary>Waits on a clock, on one thread.</summary>
internal static class Pause
{
    public static async Task ForAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        TaskCompletionSource done = new();
        using ITimer timer = clock.CreateTimer(_ => done.TrySetResult(), null, time, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration stop = cancellationToken.UnsafeRegister((_, token) => done.TrySetCanceled(token), null);
        await done.Task.ConfigureAwait(false);
    }
}
