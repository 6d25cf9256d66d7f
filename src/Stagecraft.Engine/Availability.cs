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

    /// <summary>Hosts of the affected roles that no probe has shown to be ready.</summary>
    private HashSet<string> _unverified = [];

    /// <summary>The declared hosts that are not available, with one probe of the hosts of the affected roles.</summary>
    /// <param name="rolled">The hosts to replace or resize.</param>
    /// <param name="snapshot">The last read of the account.</param>
    /// <param name="cancellationToken">Ends the probes.</param>
    public async Task<IReadOnlySet<string>> ReadAsync(
        IReadOnlySet<string> rolled, AccountSnapshot snapshot, CancellationToken cancellationToken)
    {
        HashSet<string> roles = [.. _desired.Hosts.Where(h => rolled.Contains(h.Name)).Select(h => h.Declared.Role)];
        _unverified = [.. _desired.Hosts.Where(h => roles.Contains(h.Declared.Role)).Select(h => h.Name)];
        ActualState actual = Inventory.Classify(_desired.Ownership, snapshot.Machines);
        return await UnavailableAsync(actual, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a group can begin, at most the create timeout.</summary>
    /// <param name="group">The hosts of the group.</param>
    /// <param name="run">The run of the group.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The account before the group; or why the group cannot begin.</returns>
    public async Task<(AccountSnapshot? Start, string? Refusal)> RequireAsync(
        IReadOnlyList<string> group, HostRun run, CancellationToken cancellationToken)
    {
        long started = session.Time.GetTimestamp();
        HashSet<string> reported = [];
        while (true)
        {
            IReadOnlyList<string> blocking = [];
            bool isExpired = session.Time.GetElapsedTime(started) >= session.Timeouts.CreateTimeout;
            try
            {
                AccountSnapshot snapshot = await run.PrepareAsync(cancellationToken).ConfigureAwait(false);
                ActualState actual = Inventory.Classify(_desired.Ownership, snapshot.Machines);
                IReadOnlySet<string> unavailable = await UnavailableAsync(actual, cancellationToken).ConfigureAwait(false);
                blocking = Rollout.Blocking(
                    group, _desired, unavailable, Rollout.AtRisk(_desired, actual), maxUnavailable);
                if (blocking.Count == 0)
                {
                    return (snapshot, null);
                }

                Report(blocking.Where(reported.Add), actual);
            }
            catch (CloudException e) when (e.Failure.IsTransient && !isExpired)
            {
                // The next read can succeed.
            }

            if (isExpired)
            {
                return (null, Refusal(blocking));
            }

            await Pause.ForAsync(session.Timeouts.PollInterval, session.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Report(IEnumerable<string> blocking, ActualState actual)
    {
        foreach (string host in blocking)
        {
            if (actual.Hosts.GetValueOrDefault(host)?.Survivor is { } machine)
            {
                session.Progress.Report(new HostWaiting(host, machine.Name, machine.Id, machine.Status));
            }
        }
    }

    /// <summary>The declared hosts that are not running, or are not ready.</summary>
    private async Task<IReadOnlySet<string>> UnavailableAsync(ActualState actual, CancellationToken cancellationToken)
    {
        HashSet<string> unavailable = [.. Rollout.NotRunning(_desired, actual)];
        (DesiredHost Host, Machine Machine)[] running =
        [
            .. _desired.Hosts.Where(h => _unverified.Contains(h.Name) && !unavailable.Contains(h.Name))
                .Select(h => (h, actual.Hosts[h.Name].Survivor)),
        ];
        ReadinessRun readiness = new(session, probe);
        HashSet<string> notReady = [.. await readiness.NotReadyAsync(running, cancellationToken).ConfigureAwait(false)];
        _unverified.ExceptWith(running.Select(r => r.Host.Name).Except(notReady));
        unavailable.UnionWith(notReady);
        return unavailable;
    }

    private string Refusal(IReadOnlyList<string> blocking) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", blocking.Select(h => $"host '{h}'"))} {(blocking.Count == 1 ? "was" : "were")} not available for " +
        $"{TimeText.Of(session.Timeouts.CreateTimeout)}, and more than {maxUnavailable} of the role would be unavailable");
}
