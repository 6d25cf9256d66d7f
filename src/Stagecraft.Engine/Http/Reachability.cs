using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>Whether the API was reached. Until it is, all reads that try at the same time end together, with the same failure, after the
/// timeout of one connection (spec 9.2.3).</summary>
internal sealed class Reachability(TimeProvider time)
{
    private volatile Round _round = new();
    private volatile bool _isReached;

    /// <summary>The round that a request belongs to. The first request of a round starts its time.</summary>
    public Round Begin()
    {
        Round round = _round;
        round.Begin ??= time.GetTimestamp();
        return round;
    }

    /// <summary>A connection was established.</summary>
    public void Reached() => _isReached = true;

    /// <summary>Runs an attempt or a delay of a read. It ends when the round gives up.</summary>
    /// <exception cref="CloudException">The round gave up.</exception>
    public async Task<T> RunAsync<T>(Round round, Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        if (_isReached)
        {
            return await run(cancellationToken).ConfigureAwait(false);
        }

        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, round.End.Token);
        try
        {
            return await run(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (round.Failure is not null && !cancellationToken.IsCancellationRequested)
        {
            throw round.Failure;
        }
    }

    /// <summary>The delay before the next attempt: no later than the end of the round. Null if the round gives up.</summary>
    /// <param name="round">The round of the request.</param>
    /// <param name="failure">The failure of its attempt.</param>
    /// <param name="usual">The usual delay; null if the request is not retried.</param>
    public TimeSpan? WaitAfter(Round round, CloudException failure, TimeSpan? usual)
    {
        if (round.Failure is not null)
        {
            return null;
        }

        _isReached |= failure.Kind != FailureKind.NotSent;
        if (_isReached)
        {
            return usual;
        }

        TimeSpan left = ApiSocket.ConnectTimeout - time.GetElapsedTime(round.Begin!.Value);
        if (usual is { } wait && left > TimeSpan.Zero)
        {
            return wait < left ? wait : left;
        }

        // A later request tries again.
        _round = new Round();
        round.Failure = failure;
        round.End.Cancel();
        return null;
    }

    /// <summary>The reads that try at the same time.</summary>
    internal sealed class Round
    {
        public CancellationTokenSource End { get; } = new();

        public long? Begin { get; set; }

        public CloudException? Failure { get; set; }
    }
}
