using System.Collections.Concurrent;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Resources;

/// <summary>The VPCs and zones of declared subnets, and the default VPCs. Each is read until it exists, because it does not
/// change.</summary>
internal sealed class Networks
{
    private readonly ConcurrentDictionary<string, AwsSubnet> _subnets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _defaults = new(StringComparer.Ordinal);

    /// <summary>Reads what is not known yet.</summary>
    /// <param name="region">The region.</param>
    /// <param name="subnets">Subnets of the region; null for the default VPC.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <exception cref="CloudException">They cannot be read.</exception>
    public Task ReadAsync(RegionClient region, IEnumerable<string?> subnets, CancellationToken cancellationToken)
    {
        string?[] all = [.. subnets.Distinct(StringComparer.Ordinal)];
        string[] unknown = [.. all.OfType<string>().Where(s => !_subnets.ContainsKey(s)).Order(StringComparer.Ordinal)];
        return Task.WhenAll(
            unknown.Length == 0 ? Task.CompletedTask : ReadSubnetsAsync(region, unknown, cancellationToken),
            !all.Contains(null) || _defaults.ContainsKey(region.Region)
                ? Task.CompletedTask : ReadDefaultAsync(region, cancellationToken));
    }

    /// <summary>The VPC of a subnet, or the default one; null if there is none, or it was not read.</summary>
    public string? VpcOf(string region, string? subnet) =>
        subnet is null ? _defaults.GetValueOrDefault(region) : _subnets.GetValueOrDefault(subnet)?.VpcId;

    /// <summary>The zone that a host declares, directly or by its subnet; null if it declares neither, or the subnet was not
    /// read.</summary>
    public string? ZoneOf(Settings.Ec2Host host) =>
        host.Zone?.Value ?? (host.Subnet is { } subnet ? _subnets.GetValueOrDefault(subnet.Value)?.Zone : null);

    private async Task ReadSubnetsAsync(RegionClient region, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Listing<AwsSubnet> list =
            await region.Network.ListSubnetsAsync([new Ec2Filter("subnet-id", ids)], cancellationToken).ConfigureAwait(false);
        foreach (AwsSubnet subnet in list.Items)
        {
            _subnets[subnet.Id] = subnet;
        }
    }

    private async Task ReadDefaultAsync(RegionClient region, CancellationToken cancellationToken)
    {
        Listing<AwsVpc> list =
            await region.Network.ListVpcsAsync([new Ec2Filter("is-default", "true")], cancellationToken).ConfigureAwait(false);
        if (list.Items.FirstOrDefault(v => v.IsDefault) is { } vpc)
        {
            _defaults[region.Region] = vpc.Id;
        }
    }
}
