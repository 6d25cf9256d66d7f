using Stagecraft.Aws.Api;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Resources;

/// <summary>The existing instances that have a security group. New instances get their groups when they are created.</summary>
internal sealed class GroupMembers(ResourceRegions regions, ResourceOwner owner)
{
    /// <summary>The value of the field: the declared one if exactly the instances of the declared hosts have the group.</summary>
    public string TextOf(SecurityGroup group, SecurityGroupSettings declared, ResourceContext context)
    {
        (IReadOnlyList<string> missing, IReadOnlyList<string> others) = Differences(group, declared, context);
        string without = missing.Count == 0 ? "" : $" without {string.Join(", ", missing)}";
        string with = others.Count == 0 ? "" : $" with {string.Join(", ", others)}";
        return declared.Targets + without + with;
    }

    /// <summary>Gives the group to the instance of one host, or takes it from one.</summary>
    /// <returns>The outcome, and whether other instances remain.</returns>
    public async Task<(UpdateOutcome Outcome, bool HasMore)> UpdateAsync(
        SecurityGroupSettings declared,
        SecurityGroup group,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        (IReadOnlyList<string> missing, IReadOnlyList<string> others) = Differences(group, declared, context);
        bool hasMore = missing.Count + others.Count > 1;
        UpdateOutcome outcome = (missing, others) switch
        {
            ([string host, ..], _) =>
                await SetAsync(group, context.Machines[host], isMember: true, precondition, cancellationToken).ConfigureAwait(false),
            (_, [string host, ..]) =>
                await SetAsync(group, context.Machines[host], isMember: false, precondition, cancellationToken).ConfigureAwait(false),
            _ => new UpdateOutcome.Accepted(),
        };
        return (outcome, hasMore);
    }

    /// <summary>Takes the group from an instance.</summary>
    public Task<UpdateOutcome> RemoveAsync(
        SecurityGroup group, ResourceId instance, Func<bool> precondition, CancellationToken cancellationToken) =>
        SetAsync(group, instance, isMember: false, precondition, cancellationToken);

    // A host that the file does not declare is deleted, so its groups are not changed.
    private (IReadOnlyList<string> Missing, IReadOnlyList<string> Others) Differences(
        SecurityGroup group, SecurityGroupSettings declared, ResourceContext context) =>
    (
        [
            .. declared.Hosts.Where(h => context.Machines.TryGetValue(h, out ResourceId id) && !group.Attached.Contains(id)),
        ],
        [
            .. group.Attached.Select(context.HostOf).OfType<string>()
                .Where(h => !declared.Hosts.Contains(h) && owner.HostOf(h) is not null).Order(StringComparer.Ordinal),
        ]);

    // The request replaces all groups of the instance, so it requires a read of this instance.
    private async Task<UpdateOutcome> SetAsync(
        SecurityGroup group, ResourceId id, bool isMember, Func<bool> precondition, CancellationToken cancellationToken)
    {
        AwsInstance? instance;
        try
        {
            instance = (await regions.In(group.Region!).Instances.FindAsync(id.Value, RequestPriority.Working, cancellationToken)
                .ConfigureAwait(false)).Value;
        }
        catch (CloudException e)
        {
            return new UpdateOutcome.NotSent(e.Failure);
        }

        if (instance is not { State: not ("shutting-down" or "terminated"), SecurityGroups.Count: > 0 })
        {
            return Outcomes.Refused($"the groups of instance {id} cannot be changed now", isTransient: true);
        }

        string[] before = [.. instance.SecurityGroups.Select(g => g.Id)];
        string[] after = [.. before.Where(g => g != group.Id.Value), .. isMember ? [group.Id.Value] : Array.Empty<string>()];
        return after.Length == 0
            ? Outcomes.Refused($"instance {id} has no other security group than '{group.CloudName}'")
            : after.Length == before.Length ? new UpdateOutcome.Accepted()
            : Outcomes.Of(
                await regions.In(group.Region!).Instances.SetGroupsAsync(
                    id.Value, [.. after.Order(StringComparer.Ordinal)], precondition, cancellationToken).ConfigureAwait(false));
    }
}
