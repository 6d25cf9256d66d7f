using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Accounts;

/// <summary>What a region offers, as far as some hosts need it. Each part is read once.</summary>
internal sealed class RegionCatalog
{
    private static readonly Ec2Filter DefaultSubnets = new("default-for-az", "true");

    private readonly RegionClient _client;
    private readonly HashSet<CatalogPart> _read = [];

    private RegionCatalog(RegionClient client) => _client = client;

    public IReadOnlyDictionary<string, AwsInstanceType> Types { get; private set; } = new Dictionary<string, AwsInstanceType>();

    public ILookup<string, string> ZonesByType { get; private set; } = Array.Empty<string>().ToLookup(z => z);

    public IReadOnlySet<string> KeyPairs { get; private set; } = new HashSet<string>();

    /// <summary>The declared subnets that exist, by id.</summary>
    public IReadOnlyDictionary<string, AwsSubnet> Subnets { get; private set; } = new Dictionary<string, AwsSubnet>();

    /// <summary>The default subnets of the zones.</summary>
    public IReadOnlyList<AwsSubnet> Defaults { get; private set; } = [];

    /// <summary>The groups with a declared name or id, in all VPCs.</summary>
    public IReadOnlyList<AwsSecurityGroup> Groups { get; private set; } = [];

    /// <summary>The public parameters of images, by path.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; private set; } = new Dictionary<string, string>();

    /// <summary>The images, by id.</summary>
    public IReadOnlyDictionary<string, AwsImage> Images { get; private set; } = new Dictionary<string, AwsImage>();

    /// <summary>Reads everything in two round trips.</summary>
    /// <param name="client">The region.</param>
    /// <param name="hosts">The hosts of the region.</param>
    /// <param name="tryRead">Runs each read; it may record a failure, and the part then stays empty (see <see cref="Has"/>).</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public static async Task<RegionCatalog> ReadAsync(
        RegionClient client, IReadOnlyList<Ec2Host> hosts, Func<Func<Task>, Task> tryRead, CancellationToken cancellationToken)
    {
        RegionCatalog catalog = new(client);
        string[] sizes = Distinct(hosts.Select(h => h.Size));
        string[] keys = Distinct(hosts.Select(h => h.SshKeyName?.Value));
        string[] subnets = Distinct(hosts.Select(h => h.Subnet?.Value));
        string[] groups = Distinct(hosts.SelectMany(GroupsOf));
        await Task.WhenAll(
            ReadPart(CatalogPart.Types, async () => catalog.Types =
                (await client.Catalog.ListTypesAsync(sizes, cancellationToken).ConfigureAwait(false))
                    .Items.ToDictionary(t => t.Name, StringComparer.Ordinal)),
            ReadPart(CatalogPart.Zones, async () => catalog.ZonesByType =
                (await client.Catalog.ListOfferingsAsync(sizes, cancellationToken).ConfigureAwait(false))
                    .Items.ToLookup(o => o.Type, o => o.Zone, StringComparer.Ordinal)),
            ReadPart(CatalogPart.KeyPairs, async () => catalog.KeyPairs = keys.Length == 0 ? new HashSet<string>()
                : (await client.Catalog.ListKeyPairsAsync(keys, cancellationToken).ConfigureAwait(false))
                    .Items.Select(k => k.Name).ToHashSet()),
            ReadPart(CatalogPart.Subnets, async () => catalog.Subnets = subnets.Length == 0 ? new Dictionary<string, AwsSubnet>()
                : (await client.Network.ListSubnetsAsync([new Ec2Filter("subnet-id", subnets)], cancellationToken).ConfigureAwait(false))
                    .Items.ToDictionary(s => s.Id, StringComparer.Ordinal)),
            ReadPart(CatalogPart.DefaultSubnets, async () => catalog.Defaults =
                (await client.Network.ListSubnetsAsync([DefaultSubnets], cancellationToken).ConfigureAwait(false)).Items),
            ReadPart(CatalogPart.Groups, async () =>
                catalog.Groups = await catalog.ReadGroupsAsync(groups, cancellationToken).ConfigureAwait(false)),
            ReadPart(CatalogPart.Images, () => catalog.ReadImagesAsync(hosts, cancellationToken))).ConfigureAwait(false);
        return catalog;

        Task ReadPart(CatalogPart part, Func<Task> read) => tryRead(async () =>
        {
            await read().ConfigureAwait(false);
            lock (catalog._read)
            {
                catalog._read.Add(part);
            }
        });
    }

    /// <summary>Whether parts were read. Nothing is known to be missing from a part that was not read.</summary>
    public bool Has(params ReadOnlySpan<CatalogPart> parts)
    {
        foreach (CatalogPart part in parts)
        {
            if (!_read.Contains(part))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The declared groups of a host and those of its firewalls.</summary>
    public static IReadOnlyList<string> GroupsOf(Ec2Host host) => [.. host.SecurityGroups.Select(g => g.Value), .. host.Firewalls];

    private bool IsArm(Ec2Host host) =>
        Types.TryGetValue(host.Size, out AwsInstanceType? type) && type.Architectures.Contains("arm64");

    /// <summary>The image of a host; null if it does not exist or was not read.</summary>
    public AwsImage? ImageOf(Ec2Host host) =>
        (host.ImageReference.ParameterFor(IsArm(host)) is { } path ? Parameters.GetValueOrDefault(path) : host.Image) is { } id
            ? Images.GetValueOrDefault(id)
            : null;

    /// <summary>The VPC of a host; null if its subnet or a default VPC does not exist.</summary>
    public string? VpcOf(Ec2Host host) => host.Subnet is { } subnet
        ? Subnets.GetValueOrDefault(subnet.Value)?.VpcId
        : Defaults.Count == 0 ? null : Defaults[0].VpcId;

    /// <summary>The group of a name or id in the VPC of a host; null if it does not exist.</summary>
    public AwsSecurityGroup? GroupOf(Ec2Host host, string group) =>
        Groups.FirstOrDefault(g => g.VpcId == VpcOf(host) && (g.Id == group || g.Name == group));

    /// <summary>The ids of all groups of a host. Groups of firewalls that are missing are read again: the run may have created
    /// them.</summary>
    /// <exception cref="CloudException">A group does not exist, or the groups cannot be read.</exception>
    public async Task<IReadOnlyList<string>> GroupIdsAsync(Ec2Host host, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> groups = GroupsOf(host);
        string[] missing = [.. groups.Where(g => GroupOf(host, g) is null)];
        if (missing.Length > 0)
        {
            Groups = [.. Groups, .. await ReadGroupsAsync(missing, cancellationToken).ConfigureAwait(false)];
        }

        return [.. groups.Select(g => GroupOf(host, g)?.Id ?? throw Missing(host, g)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static CloudException Missing(Ec2Host host, string group) => new(
        new(ErrorCodes.MachineCreateFailed, $"security group {Excerpt.Of(group)} does not exist in the VPC of host '{host.Name}'"),
        FailureKind.Refused);

    private async Task<IReadOnlyList<AwsSecurityGroup>> ReadGroupsAsync(
        IReadOnlyCollection<string> groups, CancellationToken cancellationToken)
    {
        ILookup<bool, string> byForm = groups.ToLookup(g => g.StartsWith("sg-", StringComparison.Ordinal));
        IEnumerable<Task<Listing<AwsSecurityGroup>>> reads = byForm.Select(form => _client.Network.ListSecurityGroupsAsync(
            [new Ec2Filter(form.Key ? "group-id" : "group-name", [.. form.Select(Ec2Filter.Literal)])],
            RequestPriority.Working,
            cancellationToken));
        return [.. (await Task.WhenAll(reads).ConfigureAwait(false)).SelectMany(l => l.Items)];
    }

    /// <summary>Both architectures of an alias are read, because the types are read at the same time.</summary>
    private async Task ReadImagesAsync(IReadOnlyList<Ec2Host> hosts, CancellationToken cancellationToken)
    {
        string[] paths = Distinct(
            hosts.SelectMany(h => new[] { h.ImageReference.ParameterFor(isArm: false), h.ImageReference.ParameterFor(isArm: true) }));
        if (paths.Length > 0)
        {
            Parameters = await _client.Catalog.GetParametersAsync(paths, cancellationToken).ConfigureAwait(false);
        }

        string[] ids = Distinct(
            [.. Parameters.Values, .. hosts.Where(h => h.ImageReference.Kind == ImageReferenceKind.Ami).Select(h => h.Image)]);
        if (ids.Length > 0)
        {
            Images = (await _client.Catalog.ListImagesAsync([new Ec2Filter("image-id", ids)], RequestPriority.Working, cancellationToken)
                .ConfigureAwait(false)).Items.ToDictionary(i => i.Id, StringComparer.Ordinal);
        }
    }

    private static string[] Distinct(IEnumerable<string?> values) =>
        [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
