using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The VPCs that hosts declare by name (spec 2.16) or by id. A VPC keeps its id and region, so the list is read once for a
/// connection.</summary>
internal sealed class DeclaredVpcs(DigitalOceanClient client, IReadOnlyList<HostSettings> hosts)
{
    private readonly HostSettings[] _declaring = [.. hosts.Where(h => h.Vpc is not null)];
    private readonly HostSettings[] _byId = [.. hosts.Where(h => h.VpcUuid is not null)];
    private volatile IReadOnlySet<(string Id, string Region)> _used = new HashSet<(string, string)>();
    private volatile IReadOnlyList<Vpc>? _list;

    /// <summary>The id of a declared VPC. <see cref="RequireAsync"/> was called before.</summary>
    public async Task<string?> FindAsync(HostSettings host, CancellationToken cancellationToken) =>
        host.Vpc is null ? null : Find(host, await ListAsync(cancellationToken).ConfigureAwait(false))?.Id;

    /// <inheritdoc cref="DropletDetails"/>
    public async Task<Func<Droplet, Droplet>> ReadAsync(
        IReadOnlyList<Machine> machines, RequestPriority priority, CancellationToken cancellationToken)
    {
        if (_byId.Length > 0)
        {
            // A read of one droplet does not forget the others.
            _used = machines.Cast<Droplet>().Where(d => d.VpcUuid is not null)
                .Select(d => (d.VpcUuid!.ToLowerInvariant(), d.Region)).Concat(_used).ToHashSet();
        }

        if (_declaring.Length == 0)
        {
            return droplet => droplet;
        }

        Dictionary<string, string> names = (await ListAsync(cancellationToken).ConfigureAwait(false))
            .ToDictionary(v => v.Id, v => v.Name, StringComparer.OrdinalIgnoreCase);
        return droplet => droplet with { VpcName = droplet.VpcUuid is { } id ? names.GetValueOrDefault(id) : null };
    }

    /// <summary>Reads the VPCs if an id is declared that no droplet of the region has.</summary>
    /// <returns>The VPCs that were read; none if none are needed.</returns>
    public async Task<IReadOnlyList<Vpc>> ReadIdsAsync(CancellationToken cancellationToken) =>
        _byId.All(IsUsed) ? [] : await ListAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Checks that each VPC that is declared by name exists in its region.</summary>
    /// <exception cref="CloudProviderException">Some do not: <c>config_invalid</c>, all problems together.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        if (_declaring.Length > 0)
        {
            await ListAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Problems([]) is { Count: > 0 } problems)
        {
            throw new CloudProviderException(DropletTerms.Terms.Provider, problems);
        }
    }

    /// <summary>The VPCs that do not exist in their region, in file order: those that are declared by name, and those that hosts to create
    /// declare by id. None if the list was not read.</summary>
    public IReadOnlyList<Problem> Problems(IReadOnlyList<HostSettings> creates) => _list is not { } vpcs
        ? []
        : ConfigProblems.ByPlace(
        [
            .. _declaring.DistinctBy(h => h.Region).Where(h => Find(h, vpcs) is null)
                .Select(h => ProblemOf(h.Vpc!, h.Region, vpcs, v => v.Name)),
            .. creates.Where(h => h.VpcUuid is not null && !IsUsed(h) && !vpcs.Any(v => IsOf(v, h)))
                .Select(h => ProblemOf(h.VpcUuid!, h.Region, vpcs, v => v.Id)).Distinct(),
        ]);

    private bool IsUsed(HostSettings host) => _used.Contains((host.VpcUuid!.Value, host.Region));

    private static bool IsOf(Vpc vpc, HostSettings host) =>
        vpc.Region == host.Region && string.Equals(vpc.Id, host.VpcUuid!.Value, StringComparison.OrdinalIgnoreCase);

    private static Vpc? Find(HostSettings host, IReadOnlyList<Vpc> vpcs) =>
        vpcs.FirstOrDefault(v => v.Name == host.Vpc!.Value && v.Region == host.Region);

    private static Problem ProblemOf(Setting<string> declared, string region, IReadOnlyList<Vpc> vpcs, Func<Vpc, string> key)
    {
        string[] known = [.. vpcs.Where(v => v.Region == region).Select(key).Order(StringComparer.Ordinal)];
        string reason = vpcs.FirstOrDefault(v => key(v) == declared.Value) is { } other
            ? $"is in region {Excerpt.Of(other.Region)}, not in {Excerpt.Of(region)}"
            : "does not exist";
        string hint = KnownNames.Hint(
            declared.Value, known, $"VPCs in {Excerpt.Of(region)}", $"create a VPC in region {Excerpt.Of(region)} first");
        return new(
            ErrorCodes.ConfigInvalid, $"invalid config: VPC {Excerpt.Of(declared.Value)} {reason}", hint, declared.Location, declared.Path);
    }

    private async Task<IReadOnlyList<Vpc>> ListAsync(CancellationToken cancellationToken) =>
        _list ??= await ReadListAsync(cancellationToken).ConfigureAwait(false);

    private async Task<IReadOnlyList<Vpc>> ReadListAsync(CancellationToken cancellationToken)
    {
        Listing<JsonObject> list = await client.Resources.ListAsync(ResourceRoute.Vpcs, RequestPriority.Working, cancellationToken)
            .ConfigureAwait(false);
        return ApiJson.Read(list, items => (IReadOnlyList<Vpc>)[.. items.Select(Vpc.Of)]);
    }

    internal sealed record Vpc(string Id, string Name, string Region)
    {
        public static Vpc Of(JsonObject json) => new(json.Text("id"), json.Text("name"), json.Text("region"));
    }
}
