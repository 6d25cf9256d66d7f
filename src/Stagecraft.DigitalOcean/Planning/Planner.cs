using Stagecraft.DigitalOcean.Api;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>Compares what is declared with what exists. A function: same input, same plan, in linear time.</summary>
internal static class Planner
{
    /// <param name="desired">What is declared.</param>
    /// <param name="actual">What exists.</param>
    /// <param name="prices">Monthly prices by size slug; null where they could not be read.</param>
    /// <param name="isLimitKnown">Whether the account's droplet limit could be checked.</param>
    public static InfraPlan Diff(
        DesiredState desired,
        ActualState actual,
        IReadOnlyDictionary<string, decimal>? prices,
        bool isLimitKnown = true)
    {
        List<HostSpec> create = [];
        List<HostDeletion> delete = [];
        List<HostDrift> drift = [];
        List<UnchangedHost> unchanged = [];
        List<PlanWarning> warnings = [.. PlanWarnings.Of(desired, actual)];
        HashSet<string> declared = new(desired.Hosts.Count, StringComparer.Ordinal);

        foreach (DesiredHost host in desired.Hosts)
        {
            declared.Add(host.Name);
            if (!actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned))
            {
                create.Add(host.ToSpec());
                continue;
            }

            int before = drift.Count;
            drift.AddRange(DriftFinder.Find(host, owned.Survivor));
            if (drift.Count == before)
            {
                unchanged.Add(new(host.Name, owned.Survivor.Name, owned.Survivor.Id));
            }

            delete.AddRange(owned.Surplus.Where(d => !Ownership.IsProtected(d)).Select(d => Deletion(host.Name, d, DeleteReason.Duplicate)));
        }

        if (create.Count > 0 && !isLimitKnown)
        {
            warnings.Add(PlanWarnings.DropletLimitUnknown);
        }

        bool clear = desired.Intent == PlanIntent.Clear;
        foreach (OwnedHost owned in actual.Hosts.Values.Where(h => !declared.Contains(h.Name)))
        {
            DeleteReason reason = clear ? DeleteReason.Down : DeleteReason.Undeclared;
            delete.AddRange(owned.Surplus.Prepend(owned.Survivor)
                .Where(d => !Ownership.IsProtected(d))
                .Select(d => Deletion(owned.Name, d, reason)));
        }

        if (clear)
        {
            delete.AddRange(actual.Unnamed.Where(d => !Ownership.IsProtected(d)).Select(d => Deletion(null, d, DeleteReason.Down)));
        }
        else
        {
            drift.AddRange(actual.Unnamed.Select(DriftFinder.Unnamed));
        }

        return new InfraPlan
        {
            Provider = DigitalOceanProvider.ProviderId,
            Project = desired.Ownership.Project,
            Environment = desired.Ownership.Environment,
            ToCreate = create,
            ToDelete = [.. delete.OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Id)],
            Drift = [.. drift.OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Id).ThenBy(d => d.Field, StringComparer.Ordinal)],
            Unchanged = unchanged,
            Warnings = [.. warnings.OrderBy(w => w.Code, StringComparer.Ordinal).ThenBy(w => w.Message, StringComparer.Ordinal)],
            Cost = MonthlyCost.Of(actual, create, delete, prices),
            Fingerprint = new(Fingerprints.OfConfig(desired), Fingerprints.OfAccount(actual)),
        };
    }

    private static HostDeletion Deletion(string? name, Droplet droplet, DeleteReason reason) => new()
    {
        Name = name,
        DropletName = droplet.Name,
        Role = TagNames.Single(droplet.Tags ?? [], TagNames.RolePrefix),
        Size = droplet.Size,
        Region = droplet.Region,
        Id = droplet.Id,
        Reason = reason,
    };
}
