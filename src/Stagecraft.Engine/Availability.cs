using System.Globalization;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Readiness;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Text;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Determines which hosts are available while others are replaced or resized (interface.md 10.5).</summary>
internal sealed class Availability(AccountSession session, IHostProbe probe, int maxUnavailable)
{
    private readonly DesiredState _desired = session.Desired;
    private HashSet<string> _notReady = [];

    /// <summary>The declared hosts that are not available, with one probe of those to replace or resize.</summary>
    /// <param name="rolled">The hosts to replace or resize.</param>
    /// <param name="snapshot">The last read of the account.</param>
    /// <param name="cancellationToken">Ends the probes.</param>
    public async Task<IReadOnlySet<string>> ReadAsync(
        IReadOnlySet<string> rolled, AccountSnapshot snapshot, CancellationToken cancellationToken)
    {
        ActualState actual = Inventory.Classify(_desired.Ownership, snapshot.Machines);
        IReadOnlySet<string> notRunning = Rollout.NotRunning(_desired, actual);
        (DesiredHost Host, Machine Machine)[] running =
        [
            .. _desired.Hosts.Where(h => rolled.Contains(h.Name) && !notRunning.Contains(h.Name) && HasOthers(h))
                .Select(h => (h, actual.Hosts[h.Name].Survivor)),
        ];
        ReadinessRun readiness = new(session, probe);
        _notReady = [.. await readiness.NotReadyAsync(running, cancellationToken).ConfigureAwait(false)];
        return notRunning.Union(_notReady).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Waits until a group can begin, at most the create timeout.</summary>
    /// <param name="group">The hosts of the group.</param>
    /// <param name="run">The run of the group.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Why it cannot begin; null if it can.</returns>
    public async Task<string?> RequireAsync(IReadOnlyList<string> group, HostRun run, CancellationToken cancellationToken)
    {
        long started = session.Time.GetTimestamp();
        HashSet<string> reported = [];
        while (true)
        {
            AccountSnapshot snapshot = await run.PrepareAsync(cancellationToken).ConfigureAwait(false);
            ActualState actual = Inventory.Classify(_desired.Ownership, snapshot.Machines);
            HashSet<string> unavailable = [.. Rollout.NotRunning(_desired, actual)];
            unavailable.UnionWith(_notReady);
            IReadOnlyList<string> blocking = Rollout.Blocking(group, _desired, unavailable, maxUnavailable);
            if (blocking.Count == 0)
            {
                _notReady.ExceptWith(group);
                return null;
            }

            if (session.Time.GetElapsedTime(started) >= session.Timeouts.CreateTimeout)
            {
                return Refusal(blocking);
            }

            foreach (string host in blocking.Where(reported.Add))
            {
                if (actual.Hosts.GetValueOrDefault(host)?.Survivor is { } machine)
                {
                    session.Progress.Report(new HostWaiting(host, machine.Name, machine.Id, machine.Status));
                }
            }

            await Pause.ForAsync(session.Timeouts.PollInterval, session.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool HasOthers(DesiredHost host) => _desired.Hosts.Any(h => h.Name != host.Name && h.Declared.Role == host.Declared.Role);

    private string Refusal(IReadOnlyList<string> blocking) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", blocking.Select(h => $"host '{h}'"))} was not available for {TimeText.Of(session.Timeouts.CreateTimeout)}, " +
        $"and more than {maxUnavailable} of the role would be unavailable");
}
