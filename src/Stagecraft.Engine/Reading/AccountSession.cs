using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Reading;

/// <summary>A connection to an account on behalf of one environment.</summary>
internal sealed record AccountSession(
    ICloudAccount Account, DesiredState Desired, DeclaredConfig Config, TimeProvider Time, IProgress<InfraEvent> Progress) : IDisposable
{
    public CloudTerms Terms => Desired.Terms;

    public Ownership Ownership => Desired.Ownership;

    public EngineTimeouts Timeouts => Config.Timeouts;

    /// <summary>The hosts that the file names for the environment.</summary>
    public DeclaredNames Names => Config.Names.GetValueOrDefault(Ownership.Environment, DeclaredNames.None);

    public void Dispose() => Account.Dispose();

    /// <summary>A clock that starts now.</summary>
    public RunClock StartClock() => new(Time, () => Account.ThrottledTime, () => Account.HasSpareBudget);

    /// <summary>Reads every owned machine, and every machine with the name of one of these hosts.</summary>
    public async Task<AccountSnapshot> ReadAsync(
        IReadOnlyList<string> hosts, RequestPriority priority, AccountSnapshot? last, CancellationToken cancellationToken)
    {
        TimeSpan drift = ClockDrift.Of(Time);
        AccountSnapshot snapshot = await Account.ReadAsync(Request(hosts, priority, last), cancellationToken).ConfigureAwait(false);
        TagPermission.Require(snapshot.Machines, Terms);
        return WithoutTerminated(snapshot) with { Drift = drift };
    }

    /// <summary>Reads owned machines in the cheapest way. The caller checks that their tags are shown.</summary>
    public async Task<AccountSnapshot> PollAsync(RequestPriority priority, AccountSnapshot last, CancellationToken cancellationToken) =>
        WithoutTerminated(await Account.PollAsync(Request([], priority, last), cancellationToken).ConfigureAwait(false));

    /// <summary>Reads one machine; the value is null if there is none.</summary>
    public async Task<Dated<Machine?>> ReadMachineAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken)
    {
        Dated<Machine?> read = await Account.ReadMachineAsync(id, priority, cancellationToken).ConfigureAwait(false);
        if (read.Value is not { } machine)
        {
            return read;
        }

        TagPermission.Require([machine], Terms);
        return machine.State == MachineState.Terminated ? read with { Value = null } : read;
    }

    /// <summary>Reads machines by their ids, all at the same time.</summary>
    public async Task<IReadOnlyDictionary<ResourceId, Dated<Machine?>>> ReadMachinesAsync(
        IEnumerable<ResourceId> ids, RequestPriority priority, CancellationToken cancellationToken)
    {
        ResourceId[] distinct = [.. ids.Distinct()];
        Dated<Machine?>[] machines = await Task.WhenAll(distinct.Select(id => ReadMachineAsync(id, priority, cancellationToken)))
            .ConfigureAwait(false);
        return distinct.Zip(machines).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The log of recent creates and deletes; null if it cannot be read.</summary>
    public async Task<CreationEvidence?> ReadEvidenceAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        try
        {
            return await Account.ReadEvidenceAsync(priority, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException e) when (e.Failure.Code != ErrorCodes.Unauthorized)
        {
            // Not permitted or not available now: the settle window replaces it.
            return null;
        }
    }

    private SnapshotRequest Request(IReadOnlyList<string> hosts, RequestPriority priority, AccountSnapshot? last) => new()
    {
        OwnerTag = Ownership.EnvironmentTag,
        Names = [.. hosts.SelectMany(Ownership.MachineNames)],
        NamesPerMachine = Ownership.HasDefaultNames ? 1 : 2,
        Priority = priority,
        Last = last,
        MissingNames = known =>
        {
            ActualState actual = Inventory.Classify(Ownership, TagPermission.Require(known, Terms), omitsTerminating: true);
            return hosts.Except(actual.Hosts.Keys, StringComparer.Ordinal).SelectMany(Ownership.MachineNames);
        },
    };

    private static AccountSnapshot WithoutTerminated(AccountSnapshot snapshot) =>
        snapshot.Machines.Any(m => m.State == MachineState.Terminated)
            ? snapshot with { Machines = [.. snapshot.Machines.Where(m => m.State != MachineState.Terminated)] }
            : snapshot;
}
