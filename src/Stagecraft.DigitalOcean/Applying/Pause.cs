namespace Stagecraft.DigitalOcean.Applying;

/// <summary>A wait that goes on right where it is ended. <c>Task.Delay</c> goes on on another thread when it is cancelled, so that a
/// run under a virtual clock could not be repeated.</summary>
internal static class Pause
{
    /// <summary>Ends when the time is over or it is cancelled, whichever comes first; quietly either way.</summary>
    public static async Task QuietlyAsync(TimeProvider time, TimeSpan span, CancellationToken cancellationToken)
    {
        TaskCompletionSource over = new();
        using ITimer timer = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), over, span, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration cancelled =
            cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), over);
        await over.Task.ConfigureAwait(false);
    }

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task ForAsync(TimeProvider time, TimeSpan span, CancellationToken cancellationToken)
    {
        await QuietlyAsync(time, span, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
