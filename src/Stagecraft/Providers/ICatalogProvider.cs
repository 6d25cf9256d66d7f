namespace Stagecraft.Providers;

/// <summary>Optional capability of a provider: lists the choices for a new config. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 1.6.</summary>
public interface ICatalogProvider
{
    /// <summary>Reads the SSH keys, regions and sizes of the account. Only sends requests that read.</summary>
    /// <param name="options">The account and the project.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CloudProviderException">It cannot be read.</exception>
    Task<CloudCatalog> ReadCatalogAsync(AccountOptions options, CancellationToken cancellationToken);
}
