using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Resources;

/// <summary>Creates volumes, each at most once: the client token makes the request repeatable (spec aws.md 8.2).</summary>
internal sealed class VolumeCreation(ResourceRegions regions, ResourceOwner owner, Networks networks, VolumeTokens tokens)
{
    private const string Mismatch = "IdempotentParameterMismatch";

    private static readonly HashSet<string> None = [];

    public async Task<UpdateOutcome> CreateAsync(
        VolumeSettings declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        RegionClient region = regions.In(declared.Region);
        (string? zone, UpdateOutcome? failure) = await ZoneAsync(declared, region, context, cancellationToken).ConfigureAwait(false);
        if (zone is null)
        {
            return failure!;
        }

        SortedDictionary<string, string> all = AwsTags.ToAws(tags);
        (all[AwsTags.Name], all[Volume.FilesystemTag]) = (declared.CloudName, declared.Filesystem);
        WriteResult<Ec2Volume> result = await region.Volumes.CreateAsync(
            new CreateVolume(zone, declared.Size, tokens.Of(declared.Name), all) { Type = VolumeReader.NewType },
            precondition,
            cancellationToken).ConfigureAwait(false);
        if (result.ErrorId == Mismatch)
        {
            tokens.Conflicts(declared.Name);
            return Outcomes.Refused(
                $"volume '{declared.CloudName}' was requested before with other values, and is not shown yet", isTransient: true);
        }

        bool isGone = result.IsNotFound
            || (result is { Value: { } created } && !await ExistsAsync(region, created, cancellationToken).ConfigureAwait(false));
        if (isGone)
        {
            tokens.UsedUp(declared.Name);
            return Outcomes.Refused($"an earlier volume '{declared.CloudName}' was deleted: another one is created", isTransient: true);
        }

        return Outcomes.Of(result, volume => Volume.Of(volume with { Tags = volume.Tags ?? all }, region.Region, None));
    }

    // A new volume is being created. A response with another state repeats that of an earlier request.
    private static async Task<bool> ExistsAsync(RegionClient region, Ec2Volume volume, CancellationToken cancellationToken)
    {
        if (volume.State is "creating" or "unknown")
        {
            return true;
        }

        if (volume.State is "deleting" or "deleted")
        {
            return false;
        }

        try
        {
            Listing<Ec2Volume> list = await region.Volumes.ListAsync(
                [new Ec2Filter("volume-id", volume.Id)], RequestPriority.Working, cancellationToken).ConfigureAwait(false);
            return list.Items.Any(v => v.State is not ("deleting" or "deleted"));
        }
        catch (CloudException)
        {
            return true; // The next read shows it, or the engine repeats the create.
        }
    }

    /// <summary>The zone of the host's instance, otherwise the declared one.</summary>
    private async Task<(string? Zone, UpdateOutcome? Failure)> ZoneAsync(
        VolumeSettings declared, RegionClient region, ResourceContext context, CancellationToken cancellationToken)
    {
        string? zone = owner.HostOf(declared.Host) is { } host ? networks.ZoneOf(host) : null;
        if (!context.Machines.TryGetValue(declared.Host!, out ResourceId id))
        {
            return (zone, Outcomes.Refused(VolumeChecks.NoZone(declared)));
        }

        try
        {
            AwsInstance? instance =
                (await region.Instances.FindAsync(id.Value, RequestPriority.Working, cancellationToken).ConfigureAwait(false)).Value;
            string? actual = instance?.Zone;
            return actual is not null && zone is not null && actual != zone
                ? (null, Outcomes.Refused(
                    $"instance {id} of host '{declared.Host}' is in zone {actual}, but the file declares {zone}: replace the host first"))
                : (actual ?? zone, Outcomes.Refused(VolumeChecks.NoZone(declared)));
        }
        catch (CloudException e)
        {
            return (null, new UpdateOutcome.NotSent(e.Failure));
        }
    }
}
