using Stagecraft.Aws.Api;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Resources;

/// <summary>Volumes of EBS (spec aws.md 8.2).</summary>
internal sealed class VolumeKind(
    ResourceRegions regions, ResourceOwner owner, Networks networks, TimeProvider time, TimeSpan settleWindow) : IResourceKind
{
    private readonly VolumeReader _reader = new(regions, owner, networks);
    private readonly VolumeChecks _checks = new(owner, networks);
    private readonly VolumeCreation _creation = new(regions, owner, networks, new VolumeTokens(owner, time, settleWindow));

    public string Kind => ResourceKind.Volume;

    public string Noun => "volume";

    public ResourceOwnership Ownership => ResourceOwnership.Tags;

    // A second create returns the first volume.
    public bool HasUniqueNames => true;

    public bool IsLost => true;

    public bool IsKept => true;

    public Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken) =>
        _reader.ReadAsync([.. declared.Cast<VolumeSettings>()], priority, cancellationToken);

    public IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context)
    {
        Volume volume = (Volume)actual;
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            [VolumeKeys.Size.Name] = VolumeSettings.SizeText(volume.Size),
            [HostKeys.Region.Name] = volume.Region!,
        };

        // Without the tag, the file system is not known and not compared.
        if ((volume.Filesystem ?? (declared as VolumeSettings)?.Filesystem) is { } filesystem)
        {
            fields[VolumeKeys.Filesystem.Name] = filesystem;
        }

        if (volume.Attached is [ResourceId instance, ..])
        {
            fields[VolumeSettings.HostField] = context.HostOf(instance) ?? instance.Value;
        }

        return fields;
    }

    public decimal? PriceOf(DeclaredResource declared) =>
        ((VolumeSettings)declared).Size * _reader.PriceOf(((VolumeSettings)declared).Region, VolumeReader.NewType);

    public decimal? PriceOf(Resource actual) => ((Volume)actual).Size * _reader.PriceOf(actual.Region!, ((Volume)actual).Type);

    public IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) =>
        [.. declared.Cast<VolumeSettings>().SelectMany(v => _checks.Of(v, list, context))];

    public IReadOnlyList<PlanWarning> WarningsOf(ResourceChange change, DeclaredResource? declared) =>
        VolumeChecks.WarningsOf(change, declared as VolumeSettings);

    public Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) =>
        _creation.CreateAsync((VolumeSettings)declared, tags, context, precondition, cancellationToken);

    public async Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        (VolumeSettings settings, Volume volume) = ((VolumeSettings)declared, (Volume)actual);
        if (fields.Contains(VolumeKeys.Size.Name))
        {
            return volume.IsGrowing ? new UpdateOutcome.Accepted()
                : volume.Size > settings.Size ? Outcomes.Refused($"volume '{settings.CloudName}' cannot shrink")
                : Outcomes.Of(await regions.In(volume.Region!).Volumes.ModifyAsync(
                    volume.Id.Value, settings.Size, null, null, null, precondition, cancellationToken).ConfigureAwait(false));
        }

        if (!context.Machines.TryGetValue(settings.Host!, out ResourceId instance))
        {
            return Outcomes.Refused($"host '{settings.Host}' has no instance");
        }

        return volume.Attached switch
        {
            [] => await AttachAsync(settings, volume, instance, precondition, cancellationToken).ConfigureAwait(false),
            [ResourceId attached, ..] when attached == instance => new UpdateOutcome.Accepted(),
            [ResourceId other, ..] => Outcomes.Refused(
                $"volume '{settings.CloudName}' is attached to instance {other}", isTransient: volume.IsDetaching),
        };
    }

    public async Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken)
    {
        Api.Client.VolumeClient client = regions.In(actual.Region!).Volumes;
        return actual.Attached is not [ResourceId instance, ..]
                ? Outcomes.OfDelete(await client.DeleteAsync(actual.Id.Value, precondition, cancellationToken).ConfigureAwait(false))
            : ((Volume)actual).IsDetaching
                ? Outcomes.Refused($"volume {actual.Id} is being detached from instance {instance}", isTransient: true)
            : Outcomes.Of(await client.DetachAsync(actual.Id.Value, instance.Value, isForced: false, precondition, cancellationToken)
                .ConfigureAwait(false));
    }

    // A device name can be in use by a volume that the file does not declare, or that was declared before one with a lower name.
    private async Task<UpdateOutcome> AttachAsync(
        VolumeSettings settings, Volume volume, ResourceId instance, Func<bool> precondition, CancellationToken cancellationToken)
    {
        Api.Client.VolumeClient client = regions.In(volume.Region!).Volumes;
        HashSet<string> used;
        try
        {
            Listing<Ec2Volume> attached = await client.ListAsync(
                [new Ec2Filter("attachment.instance-id", instance.Value)], RequestPriority.Working, cancellationToken)
                .ConfigureAwait(false);
            used = [.. attached.Items.SelectMany(v => v.Attachments).Select(a => a.Device).OfType<string>()];
        }
        catch (CloudException e)
        {
            return new UpdateOutcome.NotSent(e.Failure);
        }

        IReadOnlyList<VolumeSettings> all = owner.HostOf(settings.Host)?.Volumes ?? [settings];
        string[] reserved = [.. all.Select(v => InstanceVolumes.AttachmentOf(all, v))];
        string own = InstanceVolumes.AttachmentOf(all, settings);
        string? name = new[] { own }.Concat(InstanceVolumes.Names.Except(reserved)).FirstOrDefault(n => !used.Contains("/dev/" + n));
        return name is null
            ? Outcomes.Refused($"instance {instance} of host '{settings.Host}' has no free device name")
            : Outcomes.Of(await client.AttachAsync(volume.Id.Value, instance.Value, "/dev/" + name, precondition, cancellationToken)
                .ConfigureAwait(false));
    }
}
