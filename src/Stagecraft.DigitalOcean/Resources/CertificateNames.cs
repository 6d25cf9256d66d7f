using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>The certificates of the account. They are named by the file, because a renewal changes their ids.</summary>
internal sealed class CertificateNames(ResourceClient client)
{
    private volatile IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    /// <summary>The names by id; empty before the first read.</summary>
    public IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>Reads the list if an id is not known, or if a name is not.</summary>
    public async Task ReadAsync(
        IEnumerable<string> ids, IEnumerable<string> names, RequestPriority priority, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> known = _names;
        if (ids.All(known.ContainsKey) && names.All(n => known.Values.Contains(n, StringComparer.Ordinal)))
        {
            return;
        }

        Listing<JsonObject> list = await client.ListAsync(ResourceRoute.Certificates, priority, cancellationToken).ConfigureAwait(false);
        ResourceList certificates = ResourceLists.Of(list, c => new Resource { Id = c.Id("id"), CloudName = c.Text("name") });
        _names = certificates.Resources.ToDictionary(c => c.Id.Value, c => c.CloudName, StringComparer.Ordinal);
    }

    /// <summary>The ids of the certificates with a name, sorted.</summary>
    /// <param name="name">The name.</param>
    /// <param name="used">The id that a rule has now, or null. If it has the name, it is the only result.</param>
    public IReadOnlyList<string> IdsOf(string name, string? used) => used is not null && _names.GetValueOrDefault(used) == name
        ? [used] : [.. _names.Where(c => c.Value == name).Select(c => c.Key).Order(StringComparer.Ordinal)];
}
