using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Accounts;

/// <summary>Changes instances in place (spec aws.md 6.8).</summary>
internal static class Updates
{
    /// <summary>The tag of an image that names the instance it was created from.</summary>
    public const string SnapshotOf = "stagecraft:snapshot-of";

    private const string Managed = "stagecraft";

    public static async Task<UpdateOutcome> ActAsync(
        RegionClient region, string id, MachineAction action, Func<bool> precondition, CancellationToken cancellationToken)
    {
        InstanceClient instances = region.Instances;
        return action switch
        {
            MachineAction.Shutdown =>
                (await instances.StopAsync(id, isForced: false, precondition, cancellationToken).ConfigureAwait(false)).ToUpdate(),
            MachineAction.PowerOff =>
                (await instances.StopAsync(id, isForced: true, precondition, cancellationToken).ConfigureAwait(false)).ToUpdate(),
            MachineAction.PowerOn => (await instances.StartAsync(id, precondition, cancellationToken).ConfigureAwait(false)).ToUpdate(),
            MachineAction.Resize resize =>
                (await instances.SetTypeAsync(id, resize.Size, precondition, cancellationToken).ConfigureAwait(false)).ToUpdate(),
            MachineAction.Rename rename => (await instances.CreateTagsAsync(
                [id], new Dictionary<string, string> { [AwsTags.Name] = rename.Name }, precondition, cancellationToken)
                .ConfigureAwait(false)).ToUpdate(),
            MachineAction.Snapshot snapshot => (await region.Volumes.CreateImageAsync(
                id,
                snapshot.Name,
                new Dictionary<string, string> { [AwsTags.Name] = snapshot.Name, [SnapshotOf] = id },
                precondition,
                cancellationToken).ConfigureAwait(false)).ToUpdate(),
            _ => throw new NotSupportedException(action.GetType().Name),
        };
    }

    /// <summary>Replaces the declared security groups of an instance. The groups of firewalls are resources of their own: the instance
    /// keeps those that it has.</summary>
    /// <exception cref="CloudException">The instance or the groups cannot be read.</exception>
    public static async Task<UpdateOutcome> SetGroupsAsync(
        RegionClient region, string id, Ec2Host host, RegionCatalog catalog, Func<bool> precondition, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> groups = await catalog.GroupIdsAsync(host with { Firewalls = [] }, cancellationToken).ConfigureAwait(false);
        Dated<AwsInstance?> read = await region.Instances.FindAsync(id, RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        if (read.Value is not { } instance)
        {
            return new UpdateOutcome.NotSent(new(ErrorCodes.ApiError, $"instance {id} is not shown", IsTransient: true));
        }

        IEnumerable<string> kept = instance.SecurityGroups
            .Where(g => g.Name?.StartsWith(SecurityGroupNames.Reserved, StringComparison.Ordinal) == true).Select(g => g.Id);
        string[] all = [.. groups.Union(kept).Order(StringComparer.Ordinal)];
        return (await region.Instances.SetGroupsAsync(id, all, precondition, cancellationToken).ConfigureAwait(false)).ToUpdate();
    }

    /// <summary>Changes the tags of instances of one region. The attribute that prevents a termination is changed before the tag that
    /// states it.</summary>
    public static async Task<UpdateOutcome> TagAsync(
        RegionClient region, IReadOnlyList<string> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken)
    {
        bool? isProtected = AwsTags.IsProtected(update.AddTags) ? true : AwsTags.IsProtected(update.RemoveTags) ? false : null;
        bool hasEffect = false;
        foreach (string id in isProtected is null ? [] : ids)
        {
            UpdateOutcome outcome = (await region.Instances.SetProtectionAsync(id, isProtected!.Value, precondition, cancellationToken)
                .ConfigureAwait(false)).ToUpdate();
            if (outcome is not UpdateOutcome.Accepted)
            {
                return outcome with { HasPartialEffect = hasEffect };
            }

            hasEffect = true;
        }

        try
        {
            foreach ((IReadOnlyList<string> some, Dictionary<string, string> tags) in await AddedAsync(
                region, ids, update.AddTags, cancellationToken).ConfigureAwait(false))
            {
                UpdateOutcome outcome = (await region.Instances.CreateTagsAsync(some, tags, precondition, cancellationToken)
                    .ConfigureAwait(false)).ToUpdate();
                if (outcome is not UpdateOutcome.Accepted)
                {
                    return outcome with { HasPartialEffect = hasEffect };
                }

                hasEffect = true;
            }
        }
        catch (CloudException e)
        {
            return new UpdateOutcome.NotSent(e.Failure) { HasPartialEffect = hasEffect };
        }

        string[] keys = [.. update.RemoveTags.Select(t => AwsTags.Pair(t)?.Key ?? AwsTags.Project).Distinct(StringComparer.Ordinal)];
        return keys.Length == 0
            ? new UpdateOutcome.Accepted()
            : (await region.Instances.DeleteTagsAsync(ids, keys, precondition, cancellationToken).ConfigureAwait(false)).ToUpdate()
                with
            { HasPartialEffect = hasEffect };
    }

    /// <summary>The tags to write. A managed instance without a project gets the value that states it; one with a project keeps
    /// it.</summary>
    private static async Task<List<(IReadOnlyList<string> Ids, Dictionary<string, string> Tags)>> AddedAsync(
        RegionClient region, IReadOnlyList<string> ids, IReadOnlyList<string> add, CancellationToken cancellationToken)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach (string tag in add)
        {
            if (AwsTags.Pair(tag) is { } pair)
            {
                tags[pair.Key] = pair.Value;
            }
        }

        List<(IReadOnlyList<string> Ids, Dictionary<string, string> Tags)> writes = [];
        if (add.Contains(Managed, StringComparer.OrdinalIgnoreCase) && !tags.ContainsKey(AwsTags.Project))
        {
            Listing<AwsTag> read = await region.Instances.ListTagsAsync(
                [new Ec2Filter("resource-id", ids), new Ec2Filter("key", AwsTags.Project)], RequestPriority.Working, cancellationToken)
                .ConfigureAwait(false);
            string[] without = [.. ids.Except(read.Items.Select(t => t.ResourceId), StringComparer.Ordinal)];
            if (without.Length > 0)
            {
                writes.Add((without, new(StringComparer.Ordinal) { [AwsTags.Project] = AwsTags.NoProject }));
            }
        }

        if (tags.Count > 0)
        {
            writes.Add((ids, tags));
        }

        return writes;
    }
}
