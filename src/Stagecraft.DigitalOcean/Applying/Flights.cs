namespace Stagecraft.DigitalOcean.Applying;

/// <summary>
/// What is on its way, in the order in which it was sent. Answers of one kind are taken in that order, so that the events that come
/// of them are in a stable one; but an answer waits no longer for those before it than <see cref="Patience"/>.
/// </summary>
internal sealed class Flights
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<Flight> _flights = [];

    public bool IsEmpty => _flights.Count == 0;

    /// <summary>What has not been answered yet.</summary>
    public IEnumerable<Task> Unanswered => _flights.Where(f => f.AnsweredAt is null).Select(f => f.Task);

    /// <summary>When the first answer that waits for those before it has waited enough; null where none waits.</summary>
    public TimeSpan? PatienceEnds => _flights.Min(f => f.AnsweredAt) + Patience;

    public void Add(Flight flight) => _flights.Add(flight);

    public int Count(FlightKind kind) => _flights.Count(f => f.Kind == kind);

    /// <summary>Takes out what may land now, in order.</summary>
    /// <param name="now">The run's time.</param>
    /// <param name="inOrder">Whether answers wait for those before them.</param>
    public IReadOnlyList<Flight> TakeLanding(TimeSpan now, bool inOrder)
    {
        List<Flight> landing = [];
        HashSet<FlightKind> open = [];
        foreach (Flight flight in _flights)
        {
            if (flight.Task.IsCompleted)
            {
                flight.AnsweredAt ??= now;
            }

            if (flight.AnsweredAt is { } answered && (!inOrder || !open.Contains(flight.Kind) || now >= answered + Patience))
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
