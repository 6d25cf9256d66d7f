namespace Stagecraft.Engine.Running;

/// <summary>The requests in flight, in the order in which they were sent. Responses of one kind are handled in that order, so that the
/// order of events is stable; but a response waits for earlier ones no longer than <see cref="ReorderWindow"/>.</summary>
internal sealed class PendingRequests
{
    public static readonly TimeSpan ReorderWindow = TimeSpan.FromSeconds(1);

    private readonly List<Request> _requests = [];

    public bool IsEmpty => _requests.Count == 0;

    /// <summary>The requests without a response.</summary>
    public IEnumerable<Task> Incomplete => _requests.Where(r => r.CompletedAt is null).Select(r => r.Task);

    /// <summary>When the first response that waits for earlier ones is handled; null if none waits.</summary>
    public TimeSpan? ReorderWindowEnds => _requests.Min(r => r.CompletedAt) + ReorderWindow;

    /// <summary>Adds a request, and the handler of its outcome. The task does not fail: a failure is an outcome.</summary>
    public void Add<T>(PendingKind kind, Task<T> task, Action<T> complete) =>
        _requests.Add(new(kind, task, () => complete(task.GetAwaiter().GetResult())));

    public int Count(PendingKind kind) => _requests.Count(r => r.Kind == kind);

    /// <summary>Removes the requests whose responses can be handled; in order means that responses wait for earlier ones.</summary>
    /// <returns>Their handlers, in order.</returns>
    public IReadOnlyList<Action> TakeCompleted(TimeSpan now, bool inOrder)
    {
        List<Request> taken = [];
        HashSet<PendingKind> open = [];
        foreach (Request request in _requests)
        {
            if (request.Task.IsCompleted)
            {
                request.CompletedAt ??= now;
            }

            if (request.CompletedAt is { } completed && (!inOrder || !open.Contains(request.Kind) || now >= completed + ReorderWindow))
            {
                taken.Add(request);
            }
            else
            {
                open.Add(request.Kind);
            }
        }

        _requests.RemoveAll(taken.Contains);
        return taken.ConvertAll(r => r.Complete);
    }

    private sealed record Request(PendingKind Kind, Task Task, Action Complete)
    {
        public TimeSpan? CompletedAt { get; set; }
    }
}
