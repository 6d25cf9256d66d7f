using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>The waiting requests, and which of them is sent next.</summary>
internal sealed class GovernorQueue
{
    private readonly LinkedList<QueuedRequest> _working = new();
    private readonly LinkedList<QueuedRequest> _polling = new();

    /// <summary>After <see cref="TakeNext"/> returned null: when to check again, and the limit that delays the requests.</summary>
    public ThrottleDecision Hold { get; private set; }

    /// <summary>The request that has waited longest.</summary>
    public QueuedRequest? First => (_working.First ?? _polling.First)?.Value;

    public void Add(QueuedRequest waiter) => LaneOf(waiter).AddLast(waiter);

    public bool Remove(QueuedRequest waiter) => LaneOf(waiter).Remove(waiter);

    /// <summary>Removes the next request that may be sent and counts it as started; null if there is none.</summary>
    public QueuedRequest? TakeNext(TimeSpan now, IRateLimits budget)
    {
        Hold = ThrottleDecision.None;

        // Polling is first, within its tenth of the limit, so that it never starves.
        return TakeFrom(_polling, now, budget) ?? TakeFrom(_working, now, budget);
    }

    private QueuedRequest? TakeFrom(LinkedList<QueuedRequest> lane, TimeSpan now, IRateLimits budget)
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

            // A limit of such requests does not delay the others; any other limit applies to all requests behind this one.
            if (hold.Limit is null || hold.Limit != node.Value.Request.Limit)
            {
                break;
            }
        }

        return null;
    }

    private LinkedList<QueuedRequest> LaneOf(QueuedRequest waiter) =>
        waiter.Request.Priority == RequestPriority.Polling ? _polling : _working;

    private static ThrottleDecision Soonest(ThrottleDecision a, ThrottleDecision b) => a.MayGo || a.Wait is null || b.Wait < a.Wait ? b : a;
}
