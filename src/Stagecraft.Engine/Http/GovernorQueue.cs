using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>Those who wait, and who of them goes next.</summary>
internal sealed class GovernorQueue
{
    private readonly LinkedList<QueuedRequest> _working = new();
    private readonly LinkedList<QueuedRequest> _polling = new();

    /// <summary>After <see cref="TakeNext"/> gave null: when to ask again, and what holds the others back.</summary>
    public ThrottleDecision Hold { get; private set; }

    /// <summary>The one who has waited longest.</summary>
    public QueuedRequest? First => (_working.First ?? _polling.First)?.Value;

    public void Add(QueuedRequest waiter) => LaneOf(waiter).AddLast(waiter);

    public bool Remove(QueuedRequest waiter) => LaneOf(waiter).Remove(waiter);

    /// <summary>Takes the next that may go out of the queue and counts it as started; null if none may.</summary>
    public QueuedRequest? TakeNext(TimeSpan now, RequestBudget budget)
    {
        Hold = ThrottleDecision.None;

        // Polling first, as far as its tenth goes: it is then never starved, however long the other queue is.
        return TakeFrom(_polling, now, budget) ?? TakeFrom(_working, now, budget);
    }

    private QueuedRequest? TakeFrom(LinkedList<QueuedRequest> lane, TimeSpan now, RequestBudget budget)
    {
        for (LinkedListNode<QueuedRequest>? node = lane.First; node is not null; node = node.Next)
        {
            ThrottleDecision hold = budget.Check(now, node.Value.Request, othersQueue: _working.Count > 0);
            if (hold.MayGo)
            {
                lane.Remove(node);
                budget.Start(node.Value.Request);
                return node.Value;
            }

            Hold = Soonest(Hold, hold);

            // The limit on lists of keys is theirs alone; whatever else holds this one holds those behind it too.
            if (hold.Limit != "keys")
            {
                break;
            }
        }

        return null;
    }

    private LinkedList<QueuedRequest> LaneOf(QueuedRequest waiter) => waiter.Request.Priority == RequestPriority.Polling ? _polling : _working;

    private static ThrottleDecision Soonest(ThrottleDecision a, ThrottleDecision b) => a.MayGo || a.Wait is null || b.Wait < a.Wait ? b : a;
}
