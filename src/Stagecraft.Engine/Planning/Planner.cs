using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Planning;

/// <summary>Compares what is declared with what exists. A function: same input, same plan, in linear time.</summary>
internal static class Planner
{
    /// <param name="desired">What is declared.</param>
    /// <param name="actual">What exists.</param>
    /// <param name="preflight">Prices, and warnings for plans with creates.</param>
    public static InfraPlan Diff(DesiredState desired, ActualState actual, Preflight preflight)
    {
        List<HostSpec> create = [];
        List<HostDeletion> delete = [];
        List<HostProtection> protect = [];
        List<HostDrift> drift = [];
        List<UnchangedHost> unchanged = [];
        List<PlanWarning> warnings = [.. PlanWarnings.Of(desired, actual)];
        HostChoice choice = desired.Choice;
        int leftOut = 0;
        HashSet<string> declared = new(desired.Hosts.Count, StringComparer.Ordinal);

        foreach (DesiredHost host in desired.Hosts)
        {
            declared.Add(host.Name);
            if (!actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned))
            {
                Create(host);
                continue;
            }

            if (choice.IsReplaced(host.Name))
            {
                DeleteOne(host.Name, owned.Survivor, DeleteReason.Replace);
                Delete(host.Name, owned.Surplus, DeleteReason.Replace);
                Create(host);
                continue;
            }

            if (!choice.IsTarget(host.Name))
            {
                leftOut += host.Declared.IsProtected && !Ownership.IsProtected(owned.Survivor) ? 1 : 0;
                Delete(host.Name, owned.Surplus, DeleteReason.Duplicate);
                continue;
            }

            int before = drift.Count;
            DriftFinder.AddTo(drift, host, owned.Survivor);
            if (host.Declared.IsProtected && !Ownership.IsProtected(owned.Survivor))
            {
                protect.Add(new(host.Name, owned.Survivor.Id));
            }
            else if (drift.Count == before)
            {
                unchanged.Add(new(host.Name, owned.Survivor.Name, owned.Survivor.Id));
            }

            Delete(host.Name, owned.Surplus, DeleteReason.Duplicate);
        }

        bool clear = desired.Intent == PlanIntent.Down;
        DeleteReason reason = clear ? DeleteReason.Down : DeleteReason.Undeclared;
        foreach (OwnedHost owned in actual.Hosts.Values)
        {
            if (!declared.Contains(owned.Name))
            {
                DeleteOne(owned.Name, owned.Survivor, reason);
                Delete(owned.Name, owned.Surplus, reason);
            }
        }

        if (clear)
        {
            Delete(null, actual.Unnamed, reason);
        }
        else if (!choice.IsLimited)
        {
            drift.AddRange(actual.Unnamed.Select(DriftFinder.Unnamed));
        }

        if (create.Count > 0)
        {
            warnings.AddRange(preflight.CreateWarnings);
        }

        if (leftOut > 0)
        {
            warnings.Add(PlanWarnings.LeftOut(leftOut));
        }

        // Ids are distinct: no order is left open.
        delete.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is var order and not 0 ? order : a.Id.CompareTo(b.Id));
        return new InfraPlan
        {
            Provider = desired.Terms.Provider,
            Project = desired.Ownership.Project,
            Environment = desired.Ownership.Environment,
            ToCreate = create,
            ToDelete = delete,
            ToProtect = protect,
            Drift = [.. drift.OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Id).ThenBy(d => d.Field, StringComparer.Ordinal)],
            Unchanged = unchanged,
            Warnings = [.. warnings.OrderBy(w => w.Code, StringComparer.Ordinal).ThenBy(w => w.Message, StringComparer.Ordinal)],
            Cost = MonthlyCost.Of(actual, create, delete, preflight.Prices),
            Fingerprint = new(Fingerprints.OfConfig(desired), Fingerprints.OfAccount(actual, desired)),
            Targets = [.. choice.Targets],
            Replace = [.. choice.Replace],
        };

        void Create(DesiredHost host)
        {
            if (choice.IsTarget(host.Name))
            {
                create.Add(host.ToSpec());
            }
            else
            {
                leftOut++;
            }
        }

        void Delete(string? name, IReadOnlyList<Machine> machines, DeleteReason why)
        {
            for (int i = 0; i < machines.Count; i++)
            {
                DeleteOne(name, machines[i], why);
            }
        }

        void DeleteOne(string? name, Machine machine, DeleteReason why)
        {
            if (Ownership.IsProtected(machine))
            {
                return;
            }

            if (choice.IsTarget(name))
            {
                delete.Add(Deletion(name, machine, why));
            }
            else
            {
                leftOut++;
            }
        }
    }

    private static HostDeletion Deletion(string? name, Machine machine, DeleteReason reason) => new()
    {
        Name = name,
        MachineName = machine.Name,
        Role = TagNames.Single(machine.Tags ?? [], TagNames.RolePrefix),
        Size = machine.Size,
        Region = machine.Region,
        Id = machine.Id,
        Reason = reason,
    };
}
