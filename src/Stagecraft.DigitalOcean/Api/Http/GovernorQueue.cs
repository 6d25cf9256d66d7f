namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>Those who wait, and who of them goes next.</summary>
internal sealed class GovernorQueue
{
    private readonly LinkedList<Waiter> _working = new();
    private readonly LinkedList<Waiter> _polling = new();

    /// <summary>After <see cref="TakeNext"/> gave null: when to ask again, and what holds the others back.</summary>
    public BudgetHold Hold { get; private set; }

    /// <summary>The one who has waited longest.</summary>
    public Waiter? First => (_working.First ?? _polling.First)?.Value;

    public void Add(Waiter waiter) => LaneOf(waiter).AddLast(waiter);

    public bool Remove(Waiter waiter) => LaneOf(waiter).Remove(waiter);

    /// <summary>Takes the next that may go out of the queue and counts it as started; null if none may.</summary>
    public Waiter? TakeNext(TimeSpan now, RequestBudget budget)
    {
        Hold = BudgetHold.None;

        // Polling first, as far as its tenth goes: it is then never starved, however long the other queue is.
        return TakeFrom(_polling, now, budget) ?? TakeFrom(_working, now, budget);
    }

    private Waiter? TakeFrom(LinkedList<Waiter> lane, TimeSpan now, RequestBudget budget)
    {
        for (LinkedListNode<Waiter>? node = lane.First; node is not null; node = node.Next)
        {
            BudgetHold hold = budget.Check(now, node.Value.Request, othersQueue: _working.Count > 0);
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

    private LinkedList<Waiter> LaneOf(Waiter waiter) => waiter.Request.Priority == RequestPriority.Polling ? _polling : _working;

    private static BudgetHold Soonest(BudgetHold a, BudgetHold b) => a.MayGo || a.Wait is null || b.Wait < a.Wait ? b : a;
}
