using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Reading;

/// <summary>Keeps what a plan read for the apply that follows immediately: for 5 s.</summary>
internal sealed class RecentReads(TimeProvider time)
{
    private static readonly TimeSpan StaysFresh = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private (DeclaredConfig Config, string Desired, AccountSnapshot Snapshot)? _kept;

    public void Keep(AccountSession session, AccountSnapshot snapshot)
    {
        lock (_lock)
        {
            _kept = (session.Config, Fingerprints.OfConfig(session.Desired), snapshot);
        }
    }

    /// <summary>The snapshot of a plan for the same desired state, while it is fresh; otherwise null. Equal hosts are not enough: another
    /// section can name the credentials of another account.</summary>
    public AccountSnapshot? Snapshot(AccountSession session)
    {
        lock (_lock)
        {
            return _kept is { } kept
                && ReferenceEquals(kept.Config, session.Config)
                && kept.Desired == Fingerprints.OfConfig(session.Desired)
                && time.GetElapsedTime(kept.Snapshot.SentAt) + ClockDrift.Slept(kept.Snapshot.Drift, ClockDrift.Of(time)) < StaysFresh
                ? kept.Snapshot
                : null;
        }
    }

    /// <summary>The account was changed; the snapshot is stale.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _kept = null;
        }
    }
}
