using System.Net;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Text;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Readiness;

/// <summary>Probes the created and unchanged hosts of a run until each is ready (spec 6.10).</summary>
internal sealed class ReadinessRun(AccountSession session, IHostProbe probe)
{
    /// <summary>How long one probe may take.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(20);

    private const int ProbesInFlight = 64;

    private readonly CloudTerms _terms = session.Terms;
    private readonly ReadinessSettings _settings = session.Config.Readiness;
    private readonly TimeProvider _time = session.Time;

    /// <summary>Adds the results of the probes to a report. A cancellation ends the wait: hosts that are not ready are reported as they
    /// are, and the report is interrupted.</summary>
    /// <param name="report">The report.</param>
    /// <param name="switchedOn">The hosts that the run has switched on: they are probed although they have drift.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ApplyReport> WaitAsync(ApplyReport report, IReadOnlySet<string> switchedOn, CancellationToken cancellationToken)
    {
        HostOutcome[] all = [.. report.Hosts];
        List<Probing> open = Begin(all, isReported: true, switchedOn);
        long started = _time.GetTimestamp();
        bool interrupted = false;
        while (open.Count > 0 && !interrupted)
        {
            TimeSpan round = _time.GetElapsedTime(started);
            foreach (Probing[] some in open.Chunk(ProbesInFlight).TakeWhile(_ => !cancellationToken.IsCancellationRequested))
            {
                await Task.WhenAll(some.Select(p => ProbeAsync(p, cancellationToken))).ConfigureAwait(false);
            }

            interrupted = cancellationToken.IsCancellationRequested;
            TimeSpan now = _time.GetElapsedTime(started);
            open.RemoveAll(probing =>
            {
                HostOutcome? outcome = Settled(probing, now);
                all[probing.Index] = outcome ?? probing.Host;
                return outcome is not null;
            });

            if (open.Count > 0 && !interrupted)
            {
                TimeSpan next = round + session.Timeouts.PollInterval - now;
                interrupted = next > TimeSpan.Zero && !await Pause.TryForAsync(next, _time, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (Probing probing in open)
        {
            string message = $"it was not confirmed as ready ({HostWaitWords.Of(probing.Target.Wait)}) before the run was stopped";
            all[probing.Index] = probing.Host with { Message = message };
        }

        return report with { Hosts = all, IsInterrupted = report.IsInterrupted || interrupted };
    }

    /// <summary>Probes running machines once.</summary>
    /// <returns>The names of the hosts that are not ready.</returns>
    public async Task<IEnumerable<string>> NotReadyAsync(
        IEnumerable<(DesiredHost Host, Machine Machine)> hosts, CancellationToken cancellationToken)
    {
        HostOutcome[] all =
            [.. hosts.Select(h => new HostOutcome(h.Host.Name, h.Machine.Name, OutcomeKind.Unchanged, h.Machine.Id, h.Machine.PublicIpv4))];
        List<Probing> open = Begin(all, isReported: false);
        foreach (Probing[] some in open.Chunk(ProbesInFlight))
        {
            await Task.WhenAll(some.Select(p => ProbeAsync(p, cancellationToken))).ConfigureAwait(false);
        }

        return open.Where(p => p.Last?.Outcome != HostProbeOutcome.Ready).Select(p => p.Host.Name!)
            .Concat(all.Where(h => h.Kind == OutcomeKind.Failed).Select(h => h.Name!));
    }

    /// <summary>Starts the probes. A host without a public address fails.</summary>
    private List<Probing> Begin(HostOutcome[] all, bool isReported, IReadOnlySet<string>? switchedOn = null)
    {
        Dictionary<string, DeclaredHost> declared =
            session.Desired.Hosts.ToDictionary(h => h.Name, h => h.Declared, StringComparer.Ordinal);
        List<Probing> open = [];
        for (int i = 0; i < all.Length; i++)
        {
            // A drifted host is not probed: it may be powered off.
            HostOutcome host = all[i];
            bool isSwitchedOn = host is { Kind: OutcomeKind.Updated, Name: { } updated } && switchedOn?.Contains(updated) == true;
            bool isExpected = host.Kind == OutcomeKind.Created || isSwitchedOn
                || host is { Kind: OutcomeKind.Unchanged or OutcomeKind.Updated, Message: null };
            if (!isExpected || host is not { Name: { } name, Id: { } id }
                || declared.GetValueOrDefault(name) is not { Wait: not HostWait.Active and { } wait } settings)
            {
                continue;
            }

            if (!IPAddress.TryParse(host.PublicIpv4, out IPAddress? address))
            {
                all[i] = !isReported ? host with { Kind = OutcomeKind.Failed } : Failed(
                    host,
                    ErrorCodes.MachineCreateFailed,
                    $"{_terms.Machine} '{host.MachineName}' creation failed: it has no public address to probe");
                continue;
            }

            HostProbeTarget target = new(id, host.MachineName, address, wait, settings.SshUser)
            {
                Health = settings.Health,
            };
            open.Add(new(i, host, target, TimeoutOf(wait)));
            if (isReported)
            {
                session.Progress.Report(new HostProbing(host.Name, host.MachineName, id, HostWaitWords.Of(wait)));
            }
        }

        return open;
    }

    private TimeSpan TimeoutOf(HostWait wait) => wait switch
    {
        HostWait.CloudInit => _settings.CloudInitTimeout,
        HostWait.Http => _settings.HttpTimeout,
        _ => _settings.SshTimeout,
    };

    private async Task ProbeAsync(Probing probing, CancellationToken cancellationToken)
    {
        using CancellationTokenSource attempt = new CancellationTokenSource(ProbeTimeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(attempt.Token, cancellationToken);
        try
        {
            probing.Last = await probe.ProbeAsync(probing.Target, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            probing.Last = new HostProbeResult(HostProbeOutcome.NotYet, "no response");
        }
        catch (OperationCanceledException)
        {
            // The run was stopped.
        }
    }

    private HostOutcome? Settled(Probing probing, TimeSpan now)
    {
        HostOutcome host = probing.Host;
        string word = HostWaitWords.Of(probing.Target.Wait);
        string reason = probing.Last?.Reason is { Length: > 0 } last ? $" ({last})" : "";
        switch (probing.Last?.Outcome)
        {
            case HostProbeOutcome.Ready:
                session.Progress.Report(new HostReachable(host.Name, host.MachineName, host.Id!.Value, word));
                return host with { Ready = word };
            case HostProbeOutcome.Failed:
                return Failed(
                    host,
                    ErrorCodes.MachineCreateFailed,
                    $"{_terms.Machine} '{host.MachineName}' creation failed: it is not ready ({word}): {probing.Last.Reason}");
            default:
                string after = $"{TimeText.Of(probing.Timeout)}{reason}";
                string message = $"{_terms.Machine} '{host.MachineName}' operation timeout: not ready ({word}) after {after}";
                return now < probing.Timeout ? null : Failed(host, ErrorCodes.MachineTimeout, message);
        }
    }

    private HostOutcome Failed(HostOutcome host, string code, string message)
    {
        session.Progress.Report(new HostFailed(host.Name, host.MachineName, host.Id, code, message));
        return host with { Kind = OutcomeKind.Failed, Code = code, Message = message };
    }

    /// <summary>A host that is probed, and the last result.</summary>
    private sealed record Probing(int Index, HostOutcome Host, HostProbeTarget Target, TimeSpan Timeout)
    {
        public HostProbeResult? Last { get; set; }
    }
}
