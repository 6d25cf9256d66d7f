using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Warns of hosts that have another name in the file than before: the machine of one host is deleted, and another host takes its
/// place (spec 2.8, 5.2.4).</summary>
internal static class RenamedHosts
{
    public static InfraPlan Warn(InfraPlan plan, DesiredState desired, CloudFacts facts, ResourceState resources)
    {
        PlanWarning[] warnings =
        [
            .. Pairs(plan, facts).Where(p => !HasVolume(p.Deleted.Name!, desired, resources))
                .Select(p => Warning(p.Deleted, p.Created, desired, facts)),
        ];
        return warnings.Length == 0 ? plan : (plan with { Warnings = [.. plan.Warnings, .. warnings] }).Sorted();
    }

    /// <summary>The undeclared hosts with one machine, each with the host that takes its place.</summary>
    private static IEnumerable<(ResourceChange Deleted, string Created)> Pairs(InfraPlan plan, CloudFacts facts)
    {
        ResourceChange[] deleted =
        [
            .. plan.HostChanges.Where(c => c is { Name: not null, Reason: DeleteReason.Undeclared })
                .GroupBy(c => c.Name!, StringComparer.Ordinal).Where(g => g.Count() == 1).Select(g => g.Single()),
        ];
        if (deleted.Length == 0)
        {
            return [];
        }

        ResourceChange[] created = [.. plan.HostChanges.Where(c => c is { Creates: true, Deletes: false })];
        HashSet<string> names = created.Select(c => c.Name!).ToHashSet(StringComparer.Ordinal);
        ILookup<string, string> byFirst = names.ToLookup(HostGroup.FirstName, StringComparer.Ordinal);
        bool isOnlyOne = facts.HasActions
            && created.Length == 1
            && plan.HostChanges.Count(c => c.Reason == DeleteReason.Undeclared) == 1
            && IsLike(created[0], deleted[0]);
        return deleted
            .Select(d => (Deleted: d, Created: SurgeHosts.HostOf(d.Name!) is { } host && names.Contains(host) ? host
                : names.Contains(HostGroup.FirstName(d.Name!)) ? HostGroup.FirstName(d.Name!)
                : byFirst[d.Name!].FirstOrDefault() ?? (isOnlyOne ? created[0].Name : null)))
            .Where(p => p.Created is not null)
            .Select(p => (p.Deleted, p.Created!));
    }

    private static bool IsLike(ResourceChange created, ResourceChange deleted) =>
        new[] { HostField.Role, HostField.Region, HostField.Size }.All(
            f => string.Equals(created.Declared(f), deleted.Actual(f), StringComparison.OrdinalIgnoreCase));

    // A rename of such a host is refused (spec 14.5.1).
    private static bool HasVolume(string host, DesiredState desired, ResourceState resources) => resources.Kinds
        .Where(k => k.Kind.Ownership == ResourceOwnership.Tags)
        .SelectMany(k => k.List.Resources)
        .Any(r => desired.Ownership.Owns(r.Tags) && TagNames.IsSingle(r.Tags!, TagNames.HostPrefix, host));

    private static PlanWarning Warning(ResourceChange deleted, string created, DesiredState desired, CloudFacts facts)
    {
        string keep = facts.HasActions
            ? ErrorHints.Rename(desired.Ownership, deleted.Name!, created)
            : $"{ErrorHints.Forget(desired.Ownership, deleted.Name!)}; then: "
                + ErrorHints.Adopt(desired.Ownership, deleted.Id!.Value, created);
        return new(
            PlanWarnings.Renamed,
            $"{desired.Terms.Machine} '{deleted.CloudName}' ({deleted.Id}) of host '{deleted.Name}' is deleted, and a new one is created "
                + $"for host '{created}'; to keep it as '{created}', run: {keep}");
    }
}
