namespace Stagecraft.Providers;

/// <summary>What a provider implements besides <see cref="ICloudProvider"/> where it can tell what a first config has to choose from. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 1.6.</summary>
public interface ICatalogProvider
{
    /// <summary>What the account can make hosts from now. Sends requests that read, and nothing else.</summary>
    /// <param name="options">Which account, and from whose side.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CloudProviderException">It cannot be read.</exception>
    Task<CloudCatalog> ReadCatalogAsync(AccountOptions options, CancellationToken cancellationToken);
}
