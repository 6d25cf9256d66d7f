using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>Volumes of block storage (spec 16.4).</summary>
internal sealed class VolumeKind(ResourceClient client, ProjectMembers project) : IResourceKind
{
    private const string ActionScope = "block_storage_action:create";

    public string Kind => ResourceKind.Volume;

    public string Noun => "volume";

    public ResourceOwnership Ownership => ResourceOwnership.Tags;

    // In a region. The name of a volume contains that of its host, which has one region.
    public bool HasUniqueNames => true;

    public bool IsLost => true;

    public bool IsKept => true;

    public async Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken)
    {
        Task members = declared.Count == 0
            ? Task.CompletedTask : project.ReadWithOthersAsync(priority, cancellationToken);
        Listing<JsonObject> list = await client.ListAsync(ResourceRoute.Volumes, priority, cancellationToken).ConfigureAwait(false);
        await members.ConfigureAwait(false);
        return ResourceLists.Of(list, Volume.Of);
    }

    public IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context)
    {
        Volume volume = (Volume)actual;
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            [VolumeKeys.Size.Name] = VolumeSettings.SizeText(volume.Size),
            [HostKeys.Region.Name] = volume.Region!,
        };
        if (volume.Filesystem.Length > 0)
        {
            fields[VolumeKeys.Filesystem.Name] = volume.Filesystem;
        }

        if (volume.Attached is [ResourceId droplet, ..])
        {
            fields[VolumeSettings.HostField] = context.HostOf(droplet) ?? droplet.Value;
        }

        project.AddTo(fields, declared, ProjectMembers.OfVolume(actual.Id));
        return fields;
    }

    public decimal? PriceOf(DeclaredResource declared) => ((VolumeSettings)declared).Size * ListPrices.VolumeGigabyte;

    public decimal? PriceOf(Resource actual) => ((Volume)actual).Size * ListPrices.VolumeGigabyte;

    public IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) =>
    [
        .. declared.Cast<VolumeSettings>()
            .Select(v => (Volume: v, Actual: Actual(v, list, context)))
            .Where(v => v.Actual?.Size > v.Volume.Size)
            .Select(v => new Problem(
                ErrorCodes.ConfigInvalid,
                $"volume '{v.Volume.CloudName}' has {VolumeSettings.SizeText(v.Actual!.Size)}, but the file declares "
                    + $"{VolumeSettings.SizeText(v.Volume.Size)}: a volume cannot shrink",
                string.Create(CultureInfo.InvariantCulture, $"declare size: {v.Actual.Size}, or a volume with another name"),
                v.Volume.Location,
                v.Volume.Path)),
    ];

    public IReadOnlyList<PlanWarning> WarningsOf(ResourceChange change, DeclaredResource? declared)
    {
        if (declared is not VolumeSettings volume || !change.Fields.Any(f => f.Name == VolumeKeys.Size.Name && f.IsUpdated)
            || change.Actions != ResourceActions.Update)
        {
            return [];
        }

        string filesystem = change.Fields.FirstOrDefault(f => f.Name == VolumeKeys.Filesystem.Name)?.Actual ?? volume.Filesystem;
        string command = filesystem == VolumeKeys.Xfs
            ? $"xfs_growfs {volume.Mount ?? "DIRECTORY"}" : $"resize2fs {DropletVolumes.DeviceOf(volume)}";
        return
        [
            new(
                "filesystem_not_grown",
                $"volume '{volume.CloudName}' grows, but its file system does not: after the run, run `{command}` on host {volume.Host}"),
        ];
    }

    public async Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        VolumeSettings volume = (VolumeSettings)declared;
        JsonObject body = new()
        {
            ["name"] = volume.CloudName,
            ["region"] = volume.Region,
            ["size_gigabytes"] = volume.Size,
            ["filesystem_type"] = volume.Filesystem,
            ["tags"] = new JsonArray([.. tags.Select(t => (JsonNode?)t)]),
        };
        return await client.SendAsync(
            HttpMethod.Post,
            ResourceRoute.Volumes.Path,
            body,
            "block_storage:create, tag:create",
            precondition,
            cancellationToken,
            json => Volume.Of(json.Object("volume"))).ConfigureAwait(false);
    }

    public Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        VolumeSettings volume = (VolumeSettings)declared;

        // An assignment takes effect immediately, an action does not.
        if (fields.Contains(EnvironmentKeys.DoProject.Name))
        {
            return project.AssignAsync([ProjectMembers.OfVolume(actual.Id)], precondition, cancellationToken);
        }

        if (fields.Contains(VolumeKeys.Size.Name))
        {
            JsonObject resize = new() { ["type"] = "resize", ["size_gigabytes"] = volume.Size, ["region"] = volume.Region };
            return ((Volume)actual).Size < volume.Size
                ? ActAsync(actual, resize, precondition, cancellationToken)
                : Task.FromResult(Refused($"volume '{volume.CloudName}' cannot shrink"));
        }

        if (!context.Machines.TryGetValue(volume.Host!, out ResourceId droplet))
        {
            return Task.FromResult(Refused($"host '{volume.Host}' has no droplet"));
        }

        return actual.Attached switch
        {
            [] => ActAsync(actual, AttachmentOf("attach", droplet), precondition, cancellationToken),
            [ResourceId attached, ..] when attached == droplet => Task.FromResult<UpdateOutcome>(new UpdateOutcome.Accepted()),
            [ResourceId other, ..] => Task.FromResult(Refused($"volume '{volume.CloudName}' is attached to droplet {other}")),
        };
    }

    public async Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken) =>
        actual.Attached is [ResourceId droplet, ..]
            ? await ActAsync(actual, AttachmentOf("detach", droplet), precondition, cancellationToken).ConfigureAwait(false)
            : Busy.Marked(
                await client.SendAsync(
                    HttpMethod.Delete, PathOf(actual), body: null, "block_storage:delete", precondition, cancellationToken)
                    .ConfigureAwait(false));

    private async Task<UpdateOutcome> ActAsync(
        Resource actual, JsonObject action, Func<bool> precondition, CancellationToken cancellationToken) =>
        Busy.Marked(
            await client.SendAsync(HttpMethod.Post, PathOf(actual) + "/actions", action, ActionScope, precondition, cancellationToken)
                .ConfigureAwait(false));

    private static JsonObject AttachmentOf(string type, ResourceId droplet) =>
        new() { ["type"] = type, ["droplet_id"] = long.Parse(droplet.Value, CultureInfo.InvariantCulture) };

    private static string PathOf(Resource actual) => $"{ResourceRoute.Volumes.Path}/{Uri.EscapeDataString(actual.Id.Value)}";

    private static Volume? Actual(VolumeSettings volume, ResourceList list, ResourceContext context) =>
        context.Resources.TryGetValue((ResourceKind.Volume, volume.Name), out ResourceId id)
            ? (Volume?)list.Resources.FirstOrDefault(r => r.Id == id)
            : null;

    private static UpdateOutcome Refused(string message) => new UpdateOutcome.Refused(new CloudFailure(ErrorCodes.Refused, message));
}
