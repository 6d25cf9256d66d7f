namespace Stagecraft.Providers;

/// <summary>What a provider implements besides <see cref="ICloudProvider"/> where it can tell every environment of the account. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 1.6.</summary>
public interface IEnvironmentsProvider
{
    /// <summary>Every environment that has machines in the account, of any project, declared or not; sorted by project (none first), then name,
    /// those whose name is not clear last. Sends requests that read, and nothing else.</summary>
    /// <param name="options">Which account, and from whose side.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CloudProviderException">They cannot be read.</exception>
    Task<IReadOnlyList<AccountEnvironment>> ListEnvironmentsAsync(AccountOptions options, CancellationToken cancellationToken);
}
