using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Waits until lists show renamed machines as their new hosts. A plan from an older list would recreate these hosts.</summary>
internal static class RenamedLists
{
    /// <summary>Waits at most for the settle window.</summary>
    /// <param name="session">The account.</param>
    /// <param name="hosts">The renamed machines, and their hosts.</param>
    /// <param name="stop">Ends the wait.</param>
    public static async Task AwaitAsync(AccountSession session, IReadOnlyDictionary<ResourceId, string> hosts, CancellationToken stop)
    {
        long start = session.Time.GetTimestamp();
        try
        {
            while (hosts.Count > 0 && session.Time.GetElapsedTime(start) < session.Timeouts.SettleWindow)
            {
                AccountSnapshot list =
                    await session.ReadAsync([.. hosts.Values], RequestPriority.Polling, null, stop).ConfigureAwait(false);
                if (hosts.All(h => list.Machines.Any(m => m.Id == h.Key && session.Ownership.HostOf(m) == h.Value)))
                {
                    return;
                }

                await Pause.ForAsync(session.Timeouts.PollInterval, session.Time, stop).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is CloudException or CloudProviderException or OperationCanceledException)
        {
            // A read by id has confirmed the change.
        }
    }
}
