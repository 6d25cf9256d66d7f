using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>Looks at the account itself before a run, whatever its plan says.</summary>
internal sealed class RunPreparation(
    DigitalOceanClient client,
    SettledAccount account,
    RecentReads recent,
    DesiredState desired,
    InfraPlan plan)
{
    private static readonly IReadOnlySet<MachineId> None = new HashSet<MachineId>();

    public async Task<RunStart> PrepareAsync(CancellationToken cancellationToken)
    {
        string[] hosts = [.. PlannedHosts.Created(plan), .. PlannedHosts.There(plan)];
        bool creates = desired.Intent == PlanIntent.Converge && hosts.Length > 0;
        SshKey? key = creates
            ? recent.Key(desired.SshKeyName!) ?? await KeyFinder.FindAsync(client, desired.SshKeyName!, cancellationToken).ConfigureAwait(false)
            : null;
        AccountSnapshot look = recent.Look(desired) ?? await account.LookAsync(hosts, cancellationToken).ConfigureAwait(false);
        IReadOnlySet<MachineId> going = None;
        if (creates)
        {
            (look, going) = await account.BeforeCreatesAsync(look, hosts, cancellationToken).ConfigureAwait(false);
        }

        return new(look, going, key);
    }
}
