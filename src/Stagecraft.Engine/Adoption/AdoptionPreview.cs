using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;

namespace Stagecraft.Engine.Adoption;

/// <summary>Reads what adopting a machine, forgetting one, or removing its protection would change (spec 14.1).</summary>
internal sealed class AdoptionPreview(AccountSession session, DesiredState desired, DeclaredNames declared, OwnershipOptions options)
{
    private readonly Ownership _ownership = desired.Ownership;
    private readonly SettledReader _settled = new(session);

    public async Task<OwnershipChange> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return options.Action == OwnershipAction.Adopt
                ? await ReadUnmanagedAsync(cancellationToken).ConfigureAwait(false)
                : await ReadManagedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            throw session.Terms.Failure(e);
        }
    }

    /// <summary>Checks a machine that is being adopted (spec 14.2).</summary>
    public CloudFailure? Check(OwnershipChange change, Machine machine, IEnumerable<Machine> machines) =>
        AdoptionRules.Check(session.Terms, _ownership, DeclaredHost(), change, machine, machines);

    private DesiredHost DeclaredHost()
    {
        string[] names = [.. desired.Hosts.Select(h => h.Name)];
        string known = names.Length == 0 ? "none is" : "known: " + string.Join(", ", names);
        return desired.Hosts.FirstOrDefault(h => h.Name == options.Host) ?? throw session.Terms.Failure(
            ErrorCodes.ConfigInvalid,
            $"invalid config: environment '{options.Environment}' does not declare host '{options.Host}' ({known})",
            Suggestion.Nearest(options.Host, names) is { } near ? $"did you mean '{near}'?"
                : $"declare the host first, then adopt the {session.Terms.Machine}");
    }

    private async Task<OwnershipChange> ReadUnmanagedAsync(CancellationToken cancellationToken)
    {
        DesiredHost host = DeclaredHost();
        AccountSnapshot snapshot = await _settled.ReadAsync([host.Name], cancellationToken).ConfigureAwait(false);
        Machine machine = await MachineFinder.FindAsync(session, options.Machine ?? "", cancellationToken).ConfigureAwait(false);
        return AdoptionRules.Adopt(session.Terms, _ownership, host, machine, snapshot.Machines);
    }

    private async Task<OwnershipChange> ReadManagedAsync(CancellationToken cancellationToken)
    {
        AccountSnapshot snapshot = await _settled.ReadAsync([], cancellationToken).ConfigureAwait(false);
        Machine listed = AdoptionRules.Find(session.Terms, _ownership, options.Action, options.Host, snapshot.Machines);
        Machine machine = await MachineFinder.ReadAsync(session, listed.Id, cancellationToken).ConfigureAwait(false)
            ?? throw session.Terms.Failure(
                ErrorCodes.MachineNotFound,
                $"{session.Terms.Machine} {AdoptionRules.Text(listed)} not found: it is still listed, but no longer exists");

        // The list can show other tags than the machine has, and so another owner.
        Machine[] machines = [.. snapshot.Machines.Where(d => d.Id != machine.Id), machine];
        AdoptionRules.Find(session.Terms, _ownership, options.Action, options.Host, machines);
        string? name = _ownership.HostOf(machine);
        return options.Action == OwnershipAction.Forget
            ? AdoptionRules.Forget(session.Terms, _ownership, machine, name is not null && declared.Hosts.Contains(name))
            : AdoptionRules.Unprotect(_ownership, machine, name is not null && declared.Protected.Contains(name));
    }
}
