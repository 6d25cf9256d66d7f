using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Compares the desired state with the actual state. Pure, deterministic, and linear in time.</summary>
internal static class Planner
{
    /// <param name="desired">The desired state.</param>
    /// <param name="actual">The actual state.</param>
    /// <param name="preflight">Prices, and warnings for plans with creates.</param>
    /// <param name="resources">The other resources: they are part of the fingerprint only. Default: none.</param>
    public static InfraPlan Diff(DesiredState desired, ActualState actual, Preflight preflight, ResourceState? resources = null)
    {
        Pricing pricing = new(desired.Terms.Currency, preflight);
        HashSet<string> declared = new(desired.Hosts.Select(h => h.Name), StringComparer.Ordinal);
        List<ResourceChange> changes = new(desired.Hosts.Count);
        foreach (DesiredHost host in desired.Hosts)
        {
            AddDeclared(changes, host, actual, desired, pricing);
        }

        changes.AddRange(
        [
            .. actual.Hosts.Values.Where(h => !declared.Contains(h.Name) && !desired.KeptHosts.Contains(h.Name))
            .SelectMany(h => SurgeHosts.IsUsed(desired, actual, h.Name)
                ? Deletions(h.Name, h.Duplicates, DeleteReason.Undeclared, pricing) : OfUndeclared(h, desired.Intent, pricing)),
            .. desired.Intent == PlanIntent.Down
                ? Deletions(null, actual.Unnamed, DeleteReason.Down, pricing)
                : actual.Unnamed.Select(m => OfUnnamed(m, pricing)),
        ]);
        int excluded = changes.Count(c => !desired.Choice.IsTarget(c.Name) && c.Actions != ResourceActions.None);
        changes.RemoveAll(c => !desired.Choice.IsTarget(c.Name));
        return new InfraPlan
        {
            Provider = desired.Terms.Provider,
            Project = desired.Ownership.Project,
            Environment = desired.Ownership.Environment,
            Changes = changes,
            Warnings =
            [
                .. preflight.Warnings,
                .. PlanWarnings.Of(desired, actual),
                .. changes.Any(c => c.Creates) ? preflight.CreateWarnings : [],
                .. excluded > 0 ? [PlanWarnings.Excluded(excluded)] : Array.Empty<PlanWarning>(),
            ],
            NotCompared = NotCompared(desired, actual, changes),
            Cost = pricing.Cost(actual, changes, desired.Choice.Surge),
            Fingerprint = new(Fingerprints.OfConfig(desired), Fingerprints.OfAccount(actual, desired, resources)),
            Targets = [.. desired.Choice.Targets],
            Replace = [.. desired.Choice.Replace],
            Resize = [.. desired.Choice.Resize],
            PowerOn = [.. desired.Choice.PowerOn],
            Surge = desired.Choice.Surge,
        }.Sorted();
    }

    private static IReadOnlyList<UncomparedFields> NotCompared(DesiredState desired, ActualState actual, List<ResourceChange> changes)
    {
        HashSet<string> existing =
        [
            .. changes.Where(c => c is { Name: not null, Actions: ResourceActions.None or ResourceActions.Update }).Select(c => c.Name!),
        ];
        IGrouping<string, string>[] hosts =
        [
            .. desired.Hosts.Where(h => existing.Contains(h.Name) && actual.Hosts.ContainsKey(h.Name))
                .GroupBy(h => string.Join(',', DriftFinder.NotCompared(h, actual.Hosts[h.Name].Survivor)), h => h.Name),
        ];
        string reason =
            $"{desired.Terms.Cloud} does not show them, and the {desired.Terms.Machine} has no tag {TagNames.MadePrefix}… to compare";
        return hosts is [{ Key: var all }] && all.Length > 0
            ? [Entry(null, all)]
            : [.. hosts.Where(g => g.Key.Length > 0).SelectMany(g => g.Select(h => Entry(h, g.Key)))];

        UncomparedFields Entry(string? host, string fields) => new(ResourceKind.Host, host, fields.Split(','), reason);
    }

    private static void AddDeclared(
        List<ResourceChange> changes, DesiredHost host, ActualState actual, DesiredState desired, Pricing pricing)
    {
        HostChoice choice = desired.Choice;
        OwnedHost? owned = actual.Hosts.GetValueOrDefault(host.Name);
        bool isReplaced = choice.IsReplaced(host.Name);
        if (owned is null && SurgeHosts.Unnamed(desired, actual, host.Name) is { } next)
        {
            FieldDifference renamed = new(HostField.Replacement, FieldValue.Finished, FieldValue.TemporaryName) { IsUpdated = true };
            changes.Add(pricing.Apply(HostChange.Keep(host.Name, next.Name, next.Id, renamed), next, host.Declared));
            return;
        }

        ResourceChange change = owned is null || (isReplaced && Ownership.IsProtected(owned.Survivor)) ? HostChange.Create(host.ToSpec())
            : isReplaced ? HostChange.Replace(Deletion(host.Name, owned.Survivor, DeleteReason.Replace), host.ToSpec())
            : HostChange.Keep(
                host.Name,
                owned.Survivor.Name,
                owned.Survivor.Id,
                Chosen(DriftFinder.Between(host, owned.Survivor), host, owned, choice)) with
            {
                IsProtected = Ownership.IsProtected(owned.Survivor),
            };
        changes.Add(pricing.Apply(change, owned?.Survivor, host.Declared));
        if (owned is { Duplicates.Count: > 0 })
        {
            changes.AddRange(
                Deletions(host.Name, owned.Duplicates, isReplaced ? DeleteReason.Replace : DeleteReason.Duplicate, pricing));
        }
    }

    /// <summary>The differences, with those that the choice resolves marked as updated (interface.md 10.7, 10.8).</summary>
    private static IReadOnlyList<FieldDifference> Chosen(
        IReadOnlyList<FieldDifference> fields, DesiredHost host, OwnedHost owned, HostChoice choice)
    {
        bool isResized = choice.IsResized(host.Name);
        if (fields.Count == 0 || (!isResized && !choice.IsPoweredOn(host.Name)))
        {
            return fields;
        }

        bool isOff = owned.Survivor.State == MachineState.Stopped;
        bool getsSize = isResized && fields.Any(f => f.Name == HostField.Size);
        bool isSwitchedOn = isOff
            && (choice.IsPoweredOn(host.Name) || getsSize || fields.Any(f => f.Name == HostField.Resize));
        bool growsDisk = getsSize
            && (choice.GrowsDisk || TagNames.Has(owned.Survivor.Tags ?? [], TagNames.ResizingDisk));
        return
        [
            .. fields.Select(f => (f.Name == HostField.Size && getsSize) || (f.Name == HostField.Status && isSwitchedOn)
                ? f with { IsUpdated = true } : f),
            .. growsDisk
                ? [new FieldDifference(HostField.Disk, FieldValue.Grow, null) { IsUpdated = true }]
                : Array.Empty<FieldDifference>(),
        ];
    }

    private static IEnumerable<ResourceChange> OfUndeclared(OwnedHost owned, PlanIntent intent, Pricing pricing) =>
        Deletions(
            owned.Name,
            [owned.Survivor, .. owned.Duplicates],
            intent == PlanIntent.Down ? DeleteReason.Down : DeleteReason.Undeclared,
            pricing);

    private static ResourceChange OfUnnamed(Machine machine, Pricing pricing) =>
        pricing.Apply(HostChange.Keep(null, machine.Name, machine.Id, [new(HostField.Name, null, machine.Name)]), machine);

    private static IEnumerable<ResourceChange> Deletions(
        string? name, IEnumerable<Machine> machines, DeleteReason reason, Pricing pricing) =>
        machines.Where(m => !Ownership.IsProtected(m)).Select(m => pricing.Apply(HostChange.Delete(Deletion(name, m, reason)), m));

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
