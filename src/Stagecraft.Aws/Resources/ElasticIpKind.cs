using Stagecraft.Aws.Api;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Resources;

/// <summary>Elastic IP addresses that the file declares (spec aws.md 8.3). They are associated, never created, moved or released.</summary>
internal sealed class ElasticIpKind(ResourceRegions regions, ResourceOwner owner) : IResourceKind
{
    /// <summary>The price per month in USD: 0.005 per hour, like every public IPv4 address. It is known from the public price list, not
    /// from the API.</summary>
    private const decimal Monthly = 3.65m;

    public string Kind => ResourceKind.ReservedIp;

    public string Noun => "reserved IP";

    public ResourceOwnership Ownership => ResourceOwnership.Declared;

    public bool IsAlwaysRead => false;

    public bool ReplacesAddress => true;

    public ReservationTerms Reservation { get; } = new(HostKeys.ReservedIp.Name, Monthly);

    public Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken) => regions.ReadAsync(
            declared.Cast<ReservedIpSettings>().Select(d => d.Region),
            async region =>
            {
                Listing<AwsAddress> list =
                    await region.Network.ListAddressesAsync([], priority, cancellationToken).ConfigureAwait(false);
                return ([.. list.Items.Select(a => ElasticIp.Of(a, region.Region))], list.SentAt);
            },
            cancellationToken);

    public IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context) =>
        actual.Attached is [ResourceId instance, ..]
            ? new Dictionary<string, string> { [VolumeSettings.HostField] = context.HostOf(instance) ?? instance.Value }
            : new Dictionary<string, string>();

    public decimal? PriceOf(DeclaredResource declared) => Monthly;

    public decimal? PriceOf(Resource actual) => Monthly;

    public IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) =>
        [.. declared.Cast<ReservedIpSettings>().Select(ip => Check(ip, list, context)).OfType<Problem>()];

    public Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) =>
        Task.FromResult(Outcomes.Refused("a reserved IP is never created by a run"));

    public async Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        if (!context.Machines.TryGetValue(declared.Host!, out ResourceId instance))
        {
            return Outcomes.Refused($"host '{declared.Host}' has no instance");
        }

        ElasticIp address = (ElasticIp)actual;
        if (address.Attached.Contains(instance))
        {
            return new UpdateOutcome.Accepted();
        }

        if ((address.Attached is [ResourceId other, ..] ? $"instance {other}" : address.Interface) is { } holder)
        {
            return Outcomes.Refused($"reserved IP {actual.CloudName} is associated with {holder}");
        }

        return Outcomes.Of(await regions.In(actual.Region!).Network.AssociateAddressAsync(
            address.AllocationId, instance.Value, isMoved: false, precondition, cancellationToken).ConfigureAwait(false));
    }

    public Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken) =>
        Task.FromResult(Outcomes.Refused("a reserved IP is never deleted"));

    // The API has no token by which a second request could be recognized.
    public async Task<UpdateOutcome> ReserveAsync(string region, Func<bool> precondition, CancellationToken cancellationToken)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal)
        {
            [AwsTags.Project] = owner.Project ?? AwsTags.NoProject,
            [AwsTags.Environment] = owner.Environment,
        };
        WriteResult<AwsAddress> result =
            await regions.In(region).Network.AllocateAddressAsync(tags, precondition, cancellationToken).ConfigureAwait(false);
        return result.ToUpdate(address => ElasticIp.Of(address, region));
    }

    private static Problem? Check(ReservedIpSettings ip, ResourceList list, ResourceContext context)
    {
        if (list.Resources.FirstOrDefault(r => r.CloudName == ip.CloudName) is not ElasticIp actual)
        {
            return null;
        }

        if (actual.Region != ip.Region)
        {
            return Wrong(
                ip,
                $"reserved IP {ip.CloudName} is in region {actual.Region}, but host '{ip.Host}' is in {ip.Region}",
                "an address can be associated only with an instance of its region");
        }

        string? holder = actual.Attached is [ResourceId id, ..] && !context.OwnMachines.Contains(id)
            ? $"instance {id}, which is not a host of this environment"
            : actual.Interface is { } other ? $"network interface {other}" : null;
        if (holder is not null)
        {
            return Wrong(
                ip,
                $"reserved IP {ip.CloudName} is associated with {holder}",
                "it is never taken from its holder: disassociate it first");
        }

        return context.Machines.TryGetValue(ip.Host!, out ResourceId machine)
            && list.Resources.FirstOrDefault(r => r.CloudName != ip.CloudName && r.Attached.Contains(machine)) is { } second
            ? Wrong(
                ip,
                $"instance {machine} of host '{ip.Host}' already has the reserved IP {second.CloudName}: it can have one",
                $"declare reserved_ip: {second.CloudName}, or disassociate it first")
            : null;
    }

    private static Problem Wrong(ReservedIpSettings ip, string message, string hint) =>
        new(ErrorCodes.ConfigInvalid, message, hint, ip.Location, ip.Path);
}
