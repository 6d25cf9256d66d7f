using System.Collections.Immutable;
using Stagecraft.Errors;

namespace Stagecraft.Providers;

/// <summary>The providers a program knows, by id. An instance, not a global; safe for use by several threads.</summary>
public sealed class CloudProviderRegistry
{
    private ImmutableSortedDictionary<string, ICloudProvider> _providers =
        ImmutableSortedDictionary.Create<string, ICloudProvider>(StringComparer.Ordinal);

    /// <summary>The ids of all registered providers, sorted ordinally.</summary>
    public IReadOnlyList<string> Ids => [.. _providers.Keys];

    /// <summary>Adds a provider.</summary>
    /// <exception cref="ArgumentException">Its id is empty, or taken.</exception>
    public void Register(ICloudProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (string.IsNullOrWhiteSpace(provider.Id))
        {
            throw new ArgumentException("A cloud provider needs an id.", nameof(provider));
        }

        if (!ImmutableInterlocked.Update(
            ref _providers,
            static (known, added) => known.ContainsKey(added.Id) ? known : known.Add(added.Id, added),
            provider))
        {
            throw new ArgumentException($"A cloud provider with id '{provider.Id}' is already registered.", nameof(provider));
        }
    }

    /// <summary>Whether a provider of this id is registered.</summary>
    public bool Has(string id) => _providers.ContainsKey(id);

    /// <summary>The provider of an id.</summary>
    /// <exception cref="CloudProviderException">No such provider: code <c>config_invalid</c>; the message names the known ids.</exception>
    public ICloudProvider Get(string id)
    {
        if (_providers.TryGetValue(id, out ICloudProvider? provider))
        {
            return provider;
        }

        string known = _providers.IsEmpty ? "none is registered" : $"known: {string.Join(", ", _providers.Keys)}";
        throw new CloudProviderException(null, new Problem(ErrorCodes.ConfigInvalid, $"unknown cloud provider '{id}' ({known})"));
    }
}
