using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Adoption;

/// <summary>Reads what adopting a machine, forgetting one, or removing its protection would change (spec 14.1).</summary>
internal sealed class AdoptionPreview(AccountSession session, DesiredState desired, DeclaredNames names, OwnershipOptions options)
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

    /// <summary>The host to adopt a machine as.</summary>
    /// <exception cref="CloudProviderException">It is not declared.</exception>
    public DesiredHost DeclaredHost()
    {
        string[] known = [.. desired.Hosts.Select(h => h.Name)];
        return desired.Hosts.FirstOrDefault(h => h.Name == options.Host) ?? throw session.Terms.Failure(
            ErrorCodes.ConfigInvalid,
            $"invalid config: environment '{options.Environment}' does not declare host '{options.Host}' ({(known.Length == 0 ? "none is" : "known: " + string.Join(", ", known))})",
            Suggestion.Nearest(options.Host, known) is { } near ? $"did you mean '{near}'?" : "declare it, then adopt the droplet as it");
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
                ErrorCodes.MachineNotFound, $"{session.Terms.Machine} {AdoptionRules.Text(listed)} not found: it is still listed, but no longer exists");

        // The list can show other tags than the machine has, and so another owner.
        AdoptionRules.Find(session.Terms, _ownership, options.Action, options.Host, [.. snapshot.Machines.Where(d => d.Id != machine.Id), machine]);
        string? name = _ownership.HostOf(machine);
        return options.Action == OwnershipAction.Forget
            ? AdoptionRules.Forget(session.Terms, _ownership, machine, name is not null && names.Hosts.Contains(name))
            : AdoptionRules.Unprotect(_ownership, machine, name is not null && names.Protected.Contains(name));
    }
}
