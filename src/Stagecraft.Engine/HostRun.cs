using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>The hosts of a plan, or of a part of it: updates, creates and deletes.</summary>
internal sealed class HostRun(AccountSession session, InfraPlan plan, RecentReads recent, RunClock clock)
{
    private readonly Reconciler _reconciler = new(session.Desired, session.Account.Facts, session.Timeouts);
    private RunLoop? _loop;

    public InfraPlan Plan => plan;

    /// <summary>Whether its report has the hosts that are only kept.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The snapshots of the machines to delete; null without them.</summary>
    public SnapshotCall? Snapshots { get; init; }

    public bool HasChangedAnything => _reconciler.HasChangedAnything || Snapshots is { HasSent: true };

    /// <summary>The hosts with their machines.</summary>
    public IReadOnlyList<HostOperation> Hosts => _reconciler.Hosts;

    private RunLoop Loop => _loop ??= new(session, _reconciler, clock);

    /// <summary>Sends the updates.</summary>
    /// <returns>Whether there are any.</returns>
    public async Task<bool> UpdateAsync(CancellationToken cancellationToken)
    {
        RunStartup.AddUpdates(_reconciler, session.Desired, plan, session.Timeouts, clock.Now);
        if (_reconciler.Updates.Count == 0)
        {
            return false;
        }

        await Loop.RunAsync(cancellationToken).ConfigureAwait(false);
        recent.Forget();
        return true;
    }

    /// <summary>Sends the updates of a part that has nothing else.</summary>
    public async Task<ApplyReport> ResizeAsync(CancellationToken cancellationToken)
    {
        RunStartup.AddUpdates(_reconciler, session.Desired, plan, session.Timeouts, clock.Now);
        bool interrupted = await Loop.RunAsync(cancellationToken).ConfigureAwait(false);
        recent.Forget();
        return OutcomeReport.OfUpdates(_reconciler, session.Desired, interrupted);
    }

    /// <summary>Creates the snapshots of the machines to delete, if they are requested.</summary>
    public Task SnapshotAsync(CancellationToken cancellationToken) => Snapshots is null
        ? Task.CompletedTask
        : EngineTelemetry.TraceAsync("snapshots", async () =>
        {
            await Snapshots.RunAsync(cancellationToken).ConfigureAwait(false);
            recent.Forget();
            return true;
        });

    /// <summary>Reads the account before the creates and deletes.</summary>
    public Task<AccountSnapshot> PrepareAsync(CancellationToken cancellationToken) =>
        EngineTelemetry.TraceAsync("prepare", () => ReadAsync(cancellationToken));

    /// <summary>Sends the creates and deletes, and waits until they are confirmed.</summary>
    /// <param name="start">The account before them.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<ApplyReport> ConvergeAsync(AccountSnapshot start, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<ResourceId, CloudFailure> unsaved = Snapshots?.Failures ?? new Dictionary<ResourceId, CloudFailure>();
        RunStartup.Begin(_reconciler, session.Desired, plan, start, session.Timeouts, clock, unsaved);
        Loop.Begin(start);
        bool interrupted = await Loop.RunAsync(cancellationToken).ConfigureAwait(false);
        if (!interrupted && RunStartup.AddUpdatesOfReady(_reconciler, session.Desired, plan, session.Timeouts, clock.Now))
        {
            interrupted = await Loop.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        if (HasChangedAnything)
        {
            recent.Forget();
        }

        return OutcomeReport.Of(_reconciler, session.Desired, plan, start, interrupted, IsFirst);
    }

    /// <summary>The report of a run that ends before its creates and deletes.</summary>
    /// <param name="rest">What is not done.</param>
    /// <param name="failure">Why; null if the run was stopped.</param>
    public ApplyReport NotBegun(InfraPlan rest, Problem? failure) => OutcomeReport.NotBegun(_reconciler, rest, failure);

    private async Task<AccountSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        string[] hosts = [.. PlannedHosts.Created(plan), .. PlannedHosts.Existing(plan)];
        bool isPrepared = PlannedHosts.Created(plan).Any();
        if (isPrepared)
        {
            await session.Account.PrepareCreatesAsync(cancellationToken).ConfigureAwait(false);
        }

        SettledReader settled = new(session);
        AccountSnapshot snapshot = recent.Snapshot(session)
            ?? await settled.ReadAsync(hosts, cancellationToken).ConfigureAwait(false);
        if (session.Desired.Intent != PlanIntent.Converge || hosts.Length == 0)
        {
            return snapshot;
        }

        snapshot = await settled.BeforeCreatesAsync(snapshot, hosts, cancellationToken).ConfigureAwait(false);
        if (!isPrepared && RunStartup.MayRecreate(session.Desired, hosts, snapshot))
        {
            await session.Account.PrepareCreatesAsync(cancellationToken).ConfigureAwait(false);
        }

        return snapshot;
    }
}
