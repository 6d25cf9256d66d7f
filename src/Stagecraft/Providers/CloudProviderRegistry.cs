using System.Collections.Concurrent;
using Stagecraft.Errors;

namespace Stagecraft.Providers;

/// <summary>The providers a program knows, by id. An instance, not a global; safe for use by several threads.</summary>
public sealed class CloudProviderRegistry
{
    private readonly ConcurrentDictionary<string, ICloudProvider> _providers = new(StringComparer.Ordinal);

    /// <summary>The ids of all registered providers, sorted ordinally.</summary>
    public IReadOnlyList<string> Ids => [.. _providers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a provider.</summary>
    /// <exception cref="ArgumentException">Its id is empty, or taken.</exception>
    public void Register(ICloudProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (string.IsNullOrWhiteSpace(provider.Id))
        {
            throw new ArgumentException("A cloud provider needs an id.", nameof(provider));
        }

        if (!_providers.TryAdd(provider.Id, provider))
        {
            throw new ArgumentException($"A cloud provider with id '{provider.Id}' is already registered.", nameof(provider));
        }
    }

    /// <summary>The provider of an id.</summary>
    /// <exception cref="CloudProviderException">No such provider: code <c>config_invalid</c>; the message names the known ids.</exception>
    public ICloudProvider Get(string id)
    {
        if (_providers.TryGetValue(id, out ICloudProvider? provider))
        {
            return provider;
        }

        string known = _providers.IsEmpty ? "none is registered" : $"known: {string.Join(", ", Ids)}";
        throw new CloudProviderException(null, new Problem(ErrorCodes.ConfigInvalid, $"unknown cloud provider '{id}' ({known})"));
    }
}
