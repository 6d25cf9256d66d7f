using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;

namespace Stagecraft.Engine.Adoption;

/// <summary>Reads what adopting, forgetting or renaming a machine, or removing its protection, would change (spec 14.1).</summary>
internal sealed class AdoptionPreview(AccountSession session, OwnershipOptions options)
{
    private readonly CloudTerms _terms = session.Terms;
    private readonly AdoptionRules _rules = new(session.Terms, session.Ownership);
    private readonly SettledReader _settled = new(session);

    public async Task<OwnershipChange> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return options.Action switch
            {
                OwnershipAction.Adopt => await ReadUnmanagedAsync(cancellationToken).ConfigureAwait(false),
                OwnershipAction.Rename => await Renaming.ReadAsync(cancellationToken).ConfigureAwait(false),
                _ => await ReadManagedAsync(cancellationToken).ConfigureAwait(false),
            };
        }
        catch (CloudException e)
        {
            throw _terms.Failure(e);
        }
    }

    /// <summary>The preview of a rename.</summary>
    public RenamePreview Renaming => new(session, options, _rules);

    /// <summary>Checks a machine that is being adopted (spec 14.2).</summary>
    public CloudFailure? Check(OwnershipChange change, Machine machine, IEnumerable<Machine> machines) =>
        _rules.Check(DeclaredHost(), change, machine, machines);

    private DesiredHost DeclaredHost() =>
        session.Desired.Require(options.Host, $"declare the host first, then adopt the {_terms.Machine}");

    private async Task<OwnershipChange> ReadUnmanagedAsync(CancellationToken cancellationToken)
    {
        DesiredHost host = DeclaredHost();
        AccountSnapshot snapshot = await _settled.ReadAsync([host.Name], cancellationToken).ConfigureAwait(false);
        Machine machine = await FindAsync(options.Machine ?? "", cancellationToken).ConfigureAwait(false);
        return _rules.Adopt(host, machine, snapshot.Machines);
    }

    private async Task<OwnershipChange> ReadManagedAsync(CancellationToken cancellationToken)
    {
        AccountSnapshot snapshot = await _settled.ReadAsync([], cancellationToken).ConfigureAwait(false);
        Machine listed = _rules.Find(options.Action, options.Host, snapshot.Machines);
        Machine machine = await ReadMachineAsync(listed.Id, cancellationToken).ConfigureAwait(false) ?? throw _terms.Failure(
            ErrorCodes.MachineNotFound,
            $"{_terms.Machine} {AdoptionRules.Text(listed)} not found: it is still listed, but no longer exists");

        // The list can show other tags than the machine has, and so another owner.
        _rules.Find(options.Action, options.Host, [.. snapshot.Machines.Where(d => d.Id != machine.Id), machine]);
        string? name = session.Ownership.HostOf(machine);
        return options.Action == OwnershipAction.Forget
            ? _rules.Forget(machine, name is not null && session.Names.Hosts.Contains(name))
            : _rules.Unprotect(machine, name is not null && session.Names.Protected.Contains(name));
    }

    /// <summary>Finds any machine of the account by its id or its exact name.</summary>
    /// <returns>The machine, read by its id.</returns>
    /// <exception cref="CloudProviderException">There is none, or several have the name.</exception>
    private async Task<Machine> FindAsync(string idOrName, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(idOrName)
            && await ReadMachineAsync(new ResourceId(idOrName), cancellationToken).ConfigureAwait(false) is { } byId)
        {
            return byId;
        }

        AccountSnapshot snapshot = await session.Account
            .ReadAsync(new SnapshotRequest { OwnerTag = session.Ownership.EnvironmentTag, Names = [idOrName] }, cancellationToken)
            .ConfigureAwait(false);
        Machine[] named = [.. snapshot.Machines.Where(m => string.Equals(m.Name, idOrName, StringComparison.OrdinalIgnoreCase))];
        if (named.Length > 1)
        {
            string candidates = string.Join(", ", named.Select(m => $"{m.Id} ({m.Size} in {m.Region}, {m.Status})"));
            throw _terms.Failure(
                ErrorCodes.Refused, $"several {_terms.Machines} are named '{idOrName}': {candidates}", "specify one of them by its id");
        }

        return named.Length == 1 && await ReadMachineAsync(named[0].Id, cancellationToken).ConfigureAwait(false) is { } found
            ? found
            : throw _terms.Failure(
                ErrorCodes.MachineNotFound,
                $"{_terms.Machine} '{idOrName}' not found",
                "specify an id or an exact name; shortly after a creation, only the id works");
    }

    /// <summary>A machine as it is now; null if there is none.</summary>
    private async Task<Machine?> ReadMachineAsync(ResourceId id, CancellationToken cancellationToken) =>
        (await session.ReadMachineAsync(id, RequestPriority.Working, cancellationToken).ConfigureAwait(false)).Value;
}
