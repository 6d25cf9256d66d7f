using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;

namespace Stagecraft.Engine.Adoption;

/// <summary>Reads what renaming a host would change (spec 14.5.1).</summary>
internal sealed class RenamePreview(AccountSession session, OwnershipOptions options, AdoptionRules adoption)
{
    private readonly CloudTerms _terms = session.Terms;
    private readonly RenameRules _rules = new(session.Terms, session.Ownership, adoption);

    private string Old => options.Machine ?? "";

    public async Task<OwnershipChange> ReadAsync(CancellationToken cancellationToken)
    {
        DesiredHost host = DeclaredHost();
        if (!session.Account.Facts.HasActions)
        {
            throw _terms.Failure(ErrorCodes.Refused, $"the provider '{_terms.Provider}' cannot rename {_terms.Machines}");
        }

        AccountSnapshot snapshot = await new SettledReader(session).ReadAsync([host.Name], cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Machine> machines = snapshot.Machines;
        if (_rules.Find(Old, host, machines) is not { } listed)
        {
            return _rules.Nothing(host, machines);
        }

        Dated<Machine?> read =
            await session.ReadMachineAsync(listed.Id, RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        Machine machine = read.Value ?? throw _terms.Failure(
            ErrorCodes.MachineNotFound,
            $"{_terms.Machine} {AdoptionRules.Text(listed)} not found: it is still listed, but no longer exists");

        // The list can show another name and other tags than the machine has, and so another host.
        machines = [.. machines.Where(m => m.Id != machine.Id), machine];
        if (_rules.Find(Old, host, machines) is null)
        {
            return _rules.Nothing(host, machines);
        }

        OwnershipChange change = _rules.Rename(host, machine, machines);
        RequireUndeclared(change.Machine.Name!);
        await RequireNoVolumesAsync(change.Machine.Name!, cancellationToken).ConfigureAwait(false);
        return change;
    }

    /// <inheritdoc cref="RenameRules.Check"/>
    public CloudFailure? Check(OwnershipChange change, Machine machine, IReadOnlyCollection<Machine> machines, bool isSent) =>
        _rules.Check(DeclaredHost(), change, machine, machines, isSent);

    private DesiredHost DeclaredHost() =>
        session.Desired.Require(options.Host, $"declare the host with its new name first, then rename the {_terms.Machine}");

    private void RequireUndeclared(string old)
    {
        if (session.Names.Hosts.Contains(old))
        {
            throw _terms.Failure(
                ErrorCodes.Refused,
                $"host '{old}' is still declared: the next run would create it again",
                $"remove '{old}' from the file first, or reduce the count of its group");
        }
    }

    /// <summary>Requires that no resource with own tags, for example a volume, belongs to the host: its name cannot change.</summary>
    private async Task RequireNoVolumesAsync(string old, CancellationToken cancellationToken)
    {
        foreach (IResourceKind kind in session.Account.Kinds.Where(k => k.Ownership == ResourceOwnership.Tags))
        {
            if (await FindAsync(kind, old, cancellationToken).ConfigureAwait(false) is { } volume)
            {
                throw _terms.Failure(
                    ErrorCodes.Refused,
                    $"host '{old}' has the {kind.Noun} '{volume.CloudName}' ({volume.Id}), which cannot be renamed: the {kind.Noun} and "
                        + "its device in the host have the name of the host",
                    $"keep the name '{old}' in the file");
            }
        }
    }

    private async Task<Resource?> FindAsync(IResourceKind kind, string old, CancellationToken cancellationToken)
    {
        DeclaredResource[] declared = [.. session.Desired.ResourcesOf(kind.Kind)];
        try
        {
            ResourceList list = await kind.ReadAsync(declared, RequestPriority.Working, cancellationToken).ConfigureAwait(false);
            return ResourceReader.Require(kind, list, _terms).Resources.FirstOrDefault(
                r => session.Ownership.Owns(r.Tags) && TagNames.IsSingle(r.Tags!, TagNames.HostPrefix, old));
        }
        catch (CloudException e) when (e.Failure.Code == ErrorCodes.Forbidden && declared.Length == 0)
        {
            return null; // Plans do not manage this kind with these credentials (interface.md 9.3).
        }
    }
}
