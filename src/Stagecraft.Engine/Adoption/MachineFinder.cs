using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;

namespace Stagecraft.Engine.Adoption;

/// <summary>Finds any machine of the account by its id or its exact name.</summary>
internal static class MachineFinder
{
    /// <returns>The machine, read by its id.</returns>
    /// <exception cref="CloudProviderException">There is none, or several have the name.</exception>
    public static async Task<Machine> FindAsync(AccountSession session, string idOrName, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(idOrName)
            && await ReadAsync(session, new MachineId(idOrName), cancellationToken).ConfigureAwait(false) is { } byId)
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
            throw session.Terms.Failure(
                ErrorCodes.Refused,
                $"several {session.Terms.Machines} are named '{idOrName}': {candidates}",
                "specify one of them by its id");
        }

        return named.Length == 1 && await ReadAsync(session, named[0].Id, cancellationToken).ConfigureAwait(false) is { } found
            ? found
            : throw session.Terms.Failure(
                ErrorCodes.MachineNotFound,
                $"{session.Terms.Machine} '{idOrName}' not found",
                "specify an id or an exact name; shortly after a creation, only the id works");
    }

    /// <summary>A machine as it is now; null if there is none.</summary>
    public static async Task<Machine?> ReadAsync(AccountSession session, MachineId id, CancellationToken cancellationToken) =>
        (await session.ReadMachineAsync(id, RequestPriority.Working, cancellationToken).ConfigureAwait(false)).Value;
}
