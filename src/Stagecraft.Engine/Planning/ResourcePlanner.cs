using System.Globalization;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Compares the declared resources other than hosts with the existing ones (spec interface.md 9). Pure.</summary>
/// <param name="desired">The desired state.</param>
/// <param name="state">The resources that exist.</param>
/// <param name="allowLoss">The resources that may be deleted although they are kept otherwise.</param>
internal sealed class ResourcePlanner(DesiredState desired, ResourceState state, IReadOnlyCollection<string> allowLoss)
{
    public const string Kept = "kept";

    private bool IsDown => desired.Intent == PlanIntent.Down;

    /// <summary>What makes the plan impossible, in a stable order.</summary>
    public IEnumerable<Problem> Problems()
    {
        foreach (Problem problem in state.Kinds.SelectMany(InUse))
        {
            yield return problem;
        }

        foreach (KindState kind in IsDown ? [] : state.Kinds)
        {
            DeclaredResource[] declared = [.. desired.ResourcesOf(kind.Kind.Kind)];
            foreach (DeclaredResource resource in declared.Where(d => !kind.Owned.ContainsKey(d.Name)))
            {
                if (kind.Kind.Ownership == ResourceOwnership.Declared)
                {
                    yield return Missing(kind.Kind, resource);
                }
                else if (kind.WithNameOf(resource) is { } foreign)
                {
                    yield return NameTaken(kind.Kind, resource, foreign);
                }
            }

            foreach (Problem problem in kind.Kind.Check(declared, kind.List, state.Context)
                .Concat(declared.Select(d => InOtherRegion(kind, d)).OfType<Problem>()))
            {
                yield return problem;
            }
        }
    }

    /// <summary>The plan with the rows, warnings and prices of the resources.</summary>
    public InfraPlan AddTo(InfraPlan plan)
    {
        HashSet<ResourceId> deleted = [.. plan.HostChanges.Where(c => c.Deletes).Select(c => c.Id!.Value), .. state.Terminating];
        bool hostsRemain = IsDown && !state.Context.OwnMachines.All(deleted.Contains);
        List<ResourceChange> rows = [];
        List<(decimal? Before, decimal? After)> kept = [];
        List<PlanWarning> warnings = [];
        foreach (KindState kind in state.Kinds)
        {
            rows.AddRange(IsDown ? [] : desired.ResourcesOf(kind.Kind.Kind).Select(d => OfDeclared(kind, d, deleted.Contains)));
            foreach ((string name, Resource resource, DeleteReason reason) in Undeclared(kind))
            {
                bool protectsHosts = hostsRemain && kind.Kind.Kind == ResourceKind.Firewall;
                if (protectsHosts || IsKept(kind.Kind, name, resource))
                {
                    ResourceId[] attached = [.. resource.Attached.Where(m => !deleted.Contains(m))];
                    decimal? after = kind.Kind.PriceOf(resource with { Attached = attached });
                    kept.Add((kind.Kind.PriceOf(resource), after));
                    warnings.AddRange(KeptWarning(kind.Kind, name, resource, protectsHosts, after));
                }
                else
                {
                    rows.Add(Delete(kind, name, resource, reason));
                }
            }
        }

        return (plan with
        {
            Changes = [.. plan.Changes, .. rows],
            Warnings = [.. plan.Warnings, .. warnings, .. rows.SelectMany(WarningsOf)],
            Cost = new(
                plan.Cost.Currency,
                plan.Cost.MonthlyBefore + Sum(rows.Select(r => r.MonthlyBefore).Concat(kept.Select(k => k.Before))),
                plan.Cost.MonthlyAfter + Sum(rows.Select(r => r.MonthlyAfter).Concat(kept.Select(k => k.After)))),
        }).Sorted();

        static decimal? Sum(IEnumerable<decimal?> prices) => prices.Aggregate((decimal?)0m, (sum, next) => sum + next);
    }

    private ResourceChange OfDeclared(KindState kind, DeclaredResource declared, Func<ResourceId, bool> isFreed)
    {
        decimal? price = kind.Kind.PriceOf(declared);
        if (!kind.Owned.TryGetValue(declared.Name, out Resource? actual))
        {
            return new()
            {
                Kind = kind.Kind.Kind,
                Name = declared.Name,
                CloudName = declared.CloudName,
                Actions = ResourceActions.Create,
                Fields = [.. declared.Fields.Select(f => new FieldDifference(f.Name, f.Value, null))],
                Approval = Approval.Change,
                MonthlyBefore = 0,
                MonthlyAfter = price,
            };
        }

        IReadOnlyList<FieldDifference> fields = ResourceDifferences.Between(kind.Kind, declared, actual, state.Context, isFreed);
        bool isUpdated = fields.Any(f => f.IsUpdated);
        return new()
        {
            Kind = kind.Kind.Kind,
            Name = declared.Name,
            Id = actual.Id,
            CloudName = actual.CloudName,
            Actions = isUpdated ? ResourceActions.Update : ResourceActions.None,
            Fields = fields,
            Approval = isUpdated ? Approval.Change : Approval.None,
            MonthlyBefore = kind.Kind.PriceOf(actual),
            MonthlyAfter = isUpdated ? price : kind.Kind.PriceOf(actual),
        };
    }

    private IEnumerable<(string Name, Resource Resource, DeleteReason Reason)> Undeclared(KindState kind)
    {
        // A limited plan includes only resources of its hosts that the file declares.
        if (desired.Choice.IsLimited)
        {
            return [];
        }

        HashSet<string> declared = IsDown ? [] : [.. desired.ResourcesOf(kind.Kind.Kind).Select(d => d.Name)];
        DeleteReason reason = IsDown ? DeleteReason.Down : DeleteReason.Undeclared;
        return
        [
            .. kind.Owned.Where(o => !declared.Contains(o.Key)).Select(o => (o.Key, o.Value, reason)),
            .. kind.Duplicates.Select(d => (d.Name, d.Resource, declared.Contains(d.Name) ? DeleteReason.Duplicate : reason)),
        ];
    }

    private ResourceChange Delete(KindState kind, string name, Resource resource, DeleteReason reason) => new()
    {
        Kind = kind.Kind.Kind,
        Name = name,
        Id = resource.Id,
        CloudName = resource.CloudName,
        Actions = ResourceActions.Delete,
        Reason = reason,
        Fields = [.. kind.Kind.FieldsOf(resource, null, state.Context).Select(f => new FieldDifference(f.Key, null, f.Value))],
        Approval = kind.Kind.IsLost ? Approval.Loss : Approval.Delete,
        MonthlyBefore = kind.Kind.PriceOf(resource),
        MonthlyAfter = 0,
    };

    private bool IsKept(IResourceKind kind, string name, Resource resource) =>
        kind.Ownership == ResourceOwnership.Declared
        || (kind.IsKept && !allowLoss.Contains($"{kind.Kind}/{name}") && !allowLoss.Contains($"{kind.Kind}/{resource.CloudName}"));

    /// <summary>Resources to delete that are attached to a machine of someone else.</summary>
    private IEnumerable<Problem> InUse(KindState kind) => Undeclared(kind)
        .Where(u => !IsKept(kind.Kind, u.Name, u.Resource) && state.ForeignMachineOf(u.Resource) is not null)
        .Select(u => new Problem(
            ErrorCodes.Refused,
            $"{kind.Kind.Noun} '{u.Resource.CloudName}' ({u.Resource.Id}) cannot be deleted: it is attached to {desired.Terms.Machine} "
                + $"{state.ForeignMachineOf(u.Resource)}, which does not belong to this environment",
            "detach it first"));

    // The price is that after the plan: an address that is not assigned any more can cost more.
    private IEnumerable<PlanWarning> KeptWarning(IResourceKind kind, string name, Resource resource, bool protectsHosts, decimal? monthly)
    {
        if (kind.Ownership == ResourceOwnership.Declared && monthly == 0)
        {
            yield break;
        }

        string id = resource.Id.Value == resource.CloudName ? "" : $" ({resource.Id})";
        string price = monthly is null
            ? "" : string.Create(CultureInfo.InvariantCulture, $", {monthly:0.00} {desired.Terms.Currency} a month");
        string kept = $"{kind.Noun} '{resource.CloudName}'{id} is {(IsDown ? "" : "not declared and is ")}kept{price}";
        yield return new(
            Kept,
            protectsHosts ? $"{kept}: hosts of the environment remain"
                : kind.Ownership == ResourceOwnership.Declared ? kept
                : $"{kept}; to delete it, run: `stagecraft infra {(IsDown ? "down" : "up")} -e {desired.Ownership.Environment} "
                    + $"--allow-loss {kind.Kind}/{name}`");
    }

    private IReadOnlyList<PlanWarning> WarningsOf(ResourceChange change)
    {
        IEnumerable<DeclaredResource> declared = change.Deletes ? [] : desired.ResourcesOf(change.Kind);
        return state.Of(change.Kind)!.Kind.WarningsOf(change, declared.FirstOrDefault(d => d.Name == change.Name));
    }

    /// <summary>A resource that only the file names cannot be created by a run.</summary>
    private Problem Missing(IResourceKind kind, DeclaredResource declared) => new(
        ErrorCodes.ConfigInvalid,
        $"{kind.Noun} {declared.CloudName} is not in the account",
        kind.Reservation is { } reservation && declared.Host is { } host
            ? $"correct {reservation.HostKey}, or remove it and run: `stagecraft infra reserve {host} -e {desired.Ownership.Environment}`"
            : "create it first",
        declared.Location,
        declared.Path);

    /// <summary>An existing resource that cannot be attached to the machine that its host gets.</summary>
    private Problem? InOtherRegion(KindState kind, DeclaredResource declared)
    {
        bool isCreated = declared.Host is { } host && (desired.Choice.IsReplaced(host) || !state.Context.Machines.ContainsKey(host));
        string? region = declared.Fields.FirstOrDefault(f => f.Name == HostField.Region)?.Value;
        return isCreated && region is not null && kind.Owned.TryGetValue(declared.Name, out Resource? actual)
            && kind.Kind.FieldsOf(actual, declared, state.Context).GetValueOrDefault(HostField.Region) is { } other && other != region
            ? new(
                ErrorCodes.Refused,
                $"{kind.Kind.Noun} '{declared.CloudName}' is in region '{other}': it cannot be attached to the new " +
                $"{desired.Terms.Machine} of host '{declared.Host}' in region '{region}'",
                $"keep host '{declared.Host}' in region '{other}', or declare a {kind.Kind.Noun} with another name and copy the data",
                declared.Location,
                declared.Path)
            : null;
    }

    private static Problem NameTaken(IResourceKind kind, DeclaredResource declared, Resource foreign) => new(
        ErrorCodes.NameTaken,
        $"{kind.Noun} '{declared.CloudName}' ({foreign.Id}) exists and does not belong to this environment: it lacks its marks",
        $"delete or rename it in the account, or rename {kind.Noun} '{declared.Name}' in the file",
        declared.Location,
        declared.Path);
}
