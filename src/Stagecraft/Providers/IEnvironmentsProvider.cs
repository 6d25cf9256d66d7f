namespace Stagecraft.Providers;

/// <summary>Optional capability of a provider: lists every environment of the account. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 1.6.</summary>
public interface IEnvironmentsProvider
{
    /// <summary>Every environment that has machines in the account, of any project, declared or not; sorted by project (none first), then
    /// name, those with an unclear name last. Only sends requests that read.</summary>
    /// <param name="options">The account and the project.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CloudProviderException">They cannot be read.</exception>
    Task<IReadOnlyList<AccountEnvironment>> ListEnvironmentsAsync(AccountOptions options, CancellationToken cancellationToken);
}
