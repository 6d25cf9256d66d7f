namespace Stagecraft.Engine.Timing;

/// <summary>A task that several callers await. Its continuations run synchronously, one after another, so that a simulation stays on one
/// thread: those of an ordinary task would run on the thread pool. Safe for use by several threads.</summary>
/// <typeparam name="T">The result.</typeparam>
internal sealed class SharedTask<T>
{
    private readonly Lock _gate = new();
    private List<TaskCompletionSource<T>> _waiting = [];

    /// <param name="task">The task, which nothing else awaits.</param>
    public SharedTask(Task<T> task) => _ = FollowAsync(task);

    /// <summary>The task, if it is completed.</summary>
    public Task<T>? Completed { get; private set; }

    /// <summary>A task of the caller with the same result.</summary>
    public Task<T> GetAsync()
    {
        lock (_gate)
        {
            if (Completed is { } completed)
            {
                return completed;
            }

            TaskCompletionSource<T> waiting = new();
            _waiting.Add(waiting);
            return waiting.Task;
        }
    }

    private async Task FollowAsync(Task<T> task)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        List<TaskCompletionSource<T>> waiting;
        lock (_gate)
        {
            (Completed, waiting, _waiting) = (task, _waiting, []);
        }

        foreach (TaskCompletionSource<T> one in waiting)
        {
            one.SetFromTask(task);
        }
    }
}
