
namespace Stagecraft.Engine.Running;

/// <summary>
/// What is on its way, in the order in which it was sent. Answers of one kind are taken in that order, so that the events that come
/// of them are in a stable one; but an answer waits no longer for those before it than <see cref="ReorderWindow"/>.
/// </summary>
internal sealed class PendingRequests
{
    public static readonly TimeSpan ReorderWindow = TimeSpan.FromSeconds(1);

    private readonly List<PendingRequest> _flights = [];

    public bool IsEmpty => _flights.Count == 0;

    /// <summary>What has not been answered yet.</summary>
    public IEnumerable<Task> Incomplete => _flights.Where(f => f.CompletedAt is null).Select(f => f.Task);

    /// <summary>When the first answer that waits for those before it has waited enough; null where none waits.</summary>
    public TimeSpan? ReorderWindowEnds => _flights.Min(f => f.CompletedAt) + ReorderWindow;

    public void Add(PendingRequest flight) => _flights.Add(flight);

    public int Count(PendingKind kind) => _flights.Count(f => f.Kind == kind);

    /// <summary>Takes out what may land now, in order.</summary>
    /// <param name="now">The run's time.</param>
    /// <param name="inOrder">Whether answers wait for those before them.</param>
    public IReadOnlyList<PendingRequest> TakeCompleted(TimeSpan now, bool inOrder)
    {
        List<PendingRequest> landing = [];
        HashSet<PendingKind> open = [];
        foreach (PendingRequest flight in _flights)
        {
            if (flight.Task.IsCompleted)
            {
                flight.CompletedAt ??= now;
            }

            if (flight.CompletedAt is { } answered && (!inOrder || !open.Contains(flight.Kind) || now >= answered + ReorderWindow))
            {
                landing.Add(flight);
            }
            else
            {
                open.Add(flight.Kind);
            }
        }

        _flights.RemoveAll(landing.Contains);
        return landing;
    }
}
