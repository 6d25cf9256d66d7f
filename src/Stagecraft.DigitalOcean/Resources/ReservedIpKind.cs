using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>Reserved IPs that the file declares (spec 16.5). They are assigned, never created, moved or deleted.</summary>
internal sealed class ReservedIpKind(ResourceClient client, ProjectMembers project) : IResourceKind
{
    public string Kind => ResourceKind.ReservedIp;

    public string Noun => "reserved IP";

    public ResourceOwnership Ownership => ResourceOwnership.Declared;

    public bool IsAlwaysRead => false;

    public ReservationTerms Reservation { get; } = new(HostKeys.ReservedIp.Name, ListPrices.UnassignedReservedIp);

    public async Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken)
    {
        Task members = declared.Count == 0
            ? Task.CompletedTask : project.ReadWithOthersAsync(priority, cancellationToken);
        Listing<JsonObject> list = await client.ListAsync(ResourceRoute.ReservedIps, priority, cancellationToken).ConfigureAwait(false);
        await members.ConfigureAwait(false);
        return ResourceLists.Of(list, ReservedIp.Of);
    }

    public IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        if (actual.Attached is [ResourceId droplet, ..])
        {
            fields[VolumeSettings.HostField] = context.HostOf(droplet) ?? droplet.Value;
        }

        if (actual.Attached.Count == 0)
        {
            project.AddTo(fields, declared, ProjectMembers.OfReservedIp(actual.CloudName));
        }
        else if (declared?.Fields.FirstOrDefault(f => f.Name == EnvironmentKeys.DoProject.Name) is { } field)
        {
            // An assigned address follows the project of its droplet.
            fields[field.Name] = field.Value;
        }

        return fields;
    }

    public decimal? PriceOf(DeclaredResource declared) => 0;

    public decimal? PriceOf(Resource actual) => actual.Attached.Count > 0 ? 0 : ListPrices.UnassignedReservedIp;

    public IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) =>
    [
        .. declared.Cast<ReservedIpSettings>().Select(ip => Check(ip, list, context)).OfType<Problem>(),
    ];

    public Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) =>
        Task.FromResult(Refused("a reserved IP is never created by a run"));

    public async Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        if (fields.Contains(EnvironmentKeys.DoProject.Name))
        {
            return await project.AssignAsync([ProjectMembers.OfReservedIp(actual.CloudName)], precondition, cancellationToken)
                .ConfigureAwait(false);
        }

        if (!context.Machines.TryGetValue(declared.Host!, out ResourceId droplet))
        {
            return Refused($"host '{declared.Host}' has no droplet");
        }

        // The API would move an assigned address.
        if (actual.Attached.Count > 0)
        {
            return actual.Attached.Contains(droplet)
                ? new UpdateOutcome.Accepted()
                : Refused($"reserved IP {actual.CloudName} is assigned to droplet {actual.Attached[0]}");
        }

        JsonObject body = new() { ["type"] = "assign", ["droplet_id"] = long.Parse(droplet.Value, CultureInfo.InvariantCulture) };
        return Busy.Marked(
            await client.SendAsync(
                HttpMethod.Post,
                $"{ResourceRoute.ReservedIps.Path}/{Uri.EscapeDataString(actual.CloudName)}/actions",
                body,
                "reserved_ip:update",
                precondition,
                cancellationToken).ConfigureAwait(false));
    }

    public Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken) =>
        Task.FromResult(Refused("a reserved IP is never deleted"));

    // The API has no token and no name by which a second request could be recognized.
    public Task<UpdateOutcome> ReserveAsync(string region, Func<bool> precondition, CancellationToken cancellationToken) =>
        client.SendAsync(
            HttpMethod.Post,
            ResourceRoute.ReservedIps.Path,
            new JsonObject { ["region"] = region },
            "reserved_ip:create",
            precondition,
            cancellationToken,
            json => ReservedIp.Of(json.Object("reserved_ip")));

    private static Problem? Check(ReservedIpSettings ip, ResourceList list, ResourceContext context)
    {
        if (list.Resources.FirstOrDefault(r => r.CloudName == ip.CloudName) is not { } actual)
        {
            return null;
        }

        if (actual.Region != ip.Region)
        {
            return Wrong(
                ip,
                $"reserved IP {ip.CloudName} is in region {actual.Region}, but host '{ip.Host}' is in {ip.Region}",
                "an address can be assigned only to a droplet of its region");
        }

        if (actual.Attached is [ResourceId droplet, ..] && !context.OwnMachines.Contains(droplet))
        {
            return Wrong(
                ip,
                $"reserved IP {ip.CloudName} is assigned to droplet {droplet}, which is not a host of this environment",
                "it is never taken from another droplet: unassign it first");
        }

        return context.Machines.TryGetValue(ip.Host!, out ResourceId machine)
            && list.Resources.FirstOrDefault(r => r.CloudName != ip.CloudName && r.Attached.Contains(machine)) is { } other
            ? Wrong(
                ip,
                $"droplet {machine} of host '{ip.Host}' already has the reserved IP {other.CloudName}: it can have one",
                $"declare reserved_ip: {other.CloudName}, or unassign it first")
            : null;
    }

    private static Problem Wrong(ReservedIpSettings ip, string message, string hint) =>
        new(ErrorCodes.ConfigInvalid, message, hint, ip.Location, ip.Path);

    private static UpdateOutcome Refused(string message) => new UpdateOutcome.Refused(new CloudFailure(ErrorCodes.Refused, message));
}
