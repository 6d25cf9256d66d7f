using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Reading;

/// <summary>A connection to an account on behalf of one environment.</summary>
/// <param name="Account">The account; its creator disposes it.</param>
/// <param name="Terms">The words of the cloud.</param>
/// <param name="Ownership">The project and the environment.</param>
/// <param name="Timeouts">How long operations may take.</param>
/// <param name="Time">The clock.</param>
/// <param name="Progress">Receives every event.</param>
internal sealed record AccountSession(
    ICloudAccount Account,
    CloudTerms Terms,
    Ownership Ownership,
    EngineTimeouts Timeouts,
    TimeProvider Time,
    IProgress<InfraEvent> Progress)
{
    /// <summary>A clock that starts now.</summary>
    public RunClock StartClock() => new(Time, () => Account.ThrottledTime);

    /// <summary>Reads every owned machine, and every machine with the name of one of these hosts.</summary>
    public async Task<AccountSnapshot> ReadAsync(
        IReadOnlyList<string> hosts,
        RequestPriority priority,
        AccountSnapshot? last,
        CancellationToken cancellationToken)
    {
        TimeSpan drift = ClockDrift.Of(Time);
        AccountSnapshot snapshot = await Account.ReadAsync(Request(hosts, priority, last), cancellationToken).ConfigureAwait(false);
        return Existing(snapshot) with { Drift = drift };
    }

    /// <summary>Reads owned machines in the cheapest way. The caller checks that their tags are shown.</summary>
    public async Task<AccountSnapshot> PollAsync(RequestPriority priority, AccountSnapshot last, CancellationToken cancellationToken) =>
        WithoutTerminated(await Account.PollAsync(Request([], priority, last), cancellationToken).ConfigureAwait(false));

    /// <summary>Reads one machine; the value is null if there is none.</summary>
    public async Task<Dated<Machine?>> ReadMachineAsync(MachineId id, RequestPriority priority, CancellationToken cancellationToken)
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
    public async Task<IReadOnlyDictionary<MachineId, Dated<Machine?>>> ReadMachinesAsync(
        IEnumerable<MachineId> ids,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        Dictionary<MachineId, Task<Dated<Machine?>>> reads =
            ids.Distinct().ToDictionary(id => id, id => ReadMachineAsync(id, priority, cancellationToken));
        await Task.WhenAll(reads.Values).ConfigureAwait(false);
        Dictionary<MachineId, Dated<Machine?>> machines = [];
        foreach ((MachineId id, Task<Dated<Machine?>> read) in reads)
        {
            machines[id] = await read.ConfigureAwait(false);
        }

        return machines;
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
            ActualState actual = Inventory.Classify(Ownership, TagPermission.Require(known, Terms));
            return hosts.Except(actual.Hosts.Keys, StringComparer.Ordinal).SelectMany(Ownership.MachineNames);
        },
    };

    private AccountSnapshot Existing(AccountSnapshot snapshot)
    {
        TagPermission.Require(snapshot.Machines, Terms);
        return WithoutTerminated(snapshot);
    }

    private static AccountSnapshot WithoutTerminated(AccountSnapshot snapshot) =>
        snapshot.Machines.Any(m => m.State == MachineState.Terminated)
            ? snapshot with { Machines = [.. snapshot.Machines.Where(m => m.State != MachineState.Terminated)] }
            : snapshot;
}
