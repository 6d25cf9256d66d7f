using System.Collections.Concurrent;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Resources;

/// <summary>Reads the volumes of an environment, with their prices.</summary>
internal sealed class VolumeReader(ResourceRegions regions, ResourceOwner owner, Networks networks)
{
    /// <summary>The type of new volumes.</summary>
    public const string NewType = "gp3";

    private readonly ConcurrentDictionary<(string Region, string Type), decimal?> _prices = [];

    /// <summary>The price of a GiB per month; null if it is unknown.</summary>
    public decimal? PriceOf(string region, string? type) => type is null ? null : _prices.GetValueOrDefault((region, type));

    public Task<ResourceList> ReadAsync(
        IReadOnlyList<VolumeSettings> declared, RequestPriority priority, CancellationToken cancellationToken) => regions.ReadAsync(
            declared.Select(d => d.Region),
            region => ReadAsync(region, [.. declared.Where(d => d.Region == region.Region)], priority, cancellationToken),
            cancellationToken);

    private async Task<(IReadOnlyList<Resource> Resources, long SentAt)> ReadAsync(
        RegionClient region, IReadOnlyList<VolumeSettings> declared, RequestPriority priority, CancellationToken cancellationToken)
    {
        Task subnets = networks.ReadAsync(
            region, declared.Select(d => owner.HostOf(d.Host)?.Subnet?.Value).OfType<string>(), cancellationToken);
        Listing<Ec2Volume> list = await region.Volumes.ListAsync(
            [Ec2Filter.Tag(AwsTags.Environment, owner.Environment), Ec2Filter.TagKey(AwsTags.Volume)], priority, cancellationToken)
            .ConfigureAwait(false);
        if (list.Items.FirstOrDefault(v => v.Tags is null) is { } untagged)
        {
            throw new CloudException(
                new CloudFailure(
                    ErrorCodes.ApiError,
                    $"API error: volume {untagged.Id} was found by its tags but shown without them",
                    IsTransient: true),
                FailureKind.Unclear);
        }

        // A deletion cannot be stopped.
        Ec2Volume[] volumes = [.. list.Items.Where(v => v.State is not ("deleting" or "deleted"))];
        Task prices = ReadPricesAsync(
            region.Region, volumes.Select(v => v.Type).Concat(declared.Count == 0 ? Array.Empty<string>() : [NewType]), cancellationToken);
        HashSet<string> growing = volumes.Length == 0 ? []
            :
            [
                .. (await region.Volumes.ListModificationsAsync(
                    [new Ec2Filter("volume-id", [.. volumes.Select(v => v.Id)]), new Ec2Filter("modification-state", "modifying")],
                    priority,
                    cancellationToken).ConfigureAwait(false)).Items.Select(m => m.VolumeId),
            ];
        await Task.WhenAll(subnets, prices).ConfigureAwait(false);
        return ([.. volumes.Select(v => Volume.Of(v, region.Region, growing))], list.SentAt);
    }

    private Task ReadPricesAsync(string region, IEnumerable<string?> types, CancellationToken cancellationToken) =>
        Task.WhenAll(types.OfType<string>().Distinct(StringComparer.Ordinal).Where(t => !_prices.ContainsKey((region, t)))
            .Select(t => ReadPriceAsync(region, t, cancellationToken)));

    // Without the permission, the price is unknown.
    private async Task ReadPriceAsync(string region, string type, CancellationToken cancellationToken)
    {
        try
        {
            _prices[(region, type)] = await regions.Prices.GetVolumeAsync(region, type, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException)
        {
            _prices[(region, type)] = null;
        }
    }
}
