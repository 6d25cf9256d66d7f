using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads the account before a run.</summary>
internal sealed class RunPreparation(
    AccountSession session, SettledReader settled, RecentReads recent, DeclaredConfig config, DesiredState desired, InfraPlan plan)
{
    public async Task<RunStart> PrepareAsync(CancellationToken cancellationToken)
    {
        string[] hosts = [.. PlannedHosts.Created(plan), .. PlannedHosts.Existing(plan)];
        bool creates = desired.Intent == PlanIntent.Converge && hosts.Length > 0;
        if (creates)
        {
            await session.Account.PrepareCreatesAsync(cancellationToken).ConfigureAwait(false);
        }

        AccountSnapshot snapshot = recent.Snapshot(config, desired)
            ?? await settled.ReadAsync(hosts, cancellationToken).ConfigureAwait(false);
        return creates
            ? await settled.BeforeCreatesAsync(snapshot, hosts, cancellationToken).ConfigureAwait(false)
            : new RunStart(snapshot, new HashSet<MachineId>());
    }
}
