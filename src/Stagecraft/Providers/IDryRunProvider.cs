namespace Stagecraft.Providers;

/// <summary>Optional capability of a provider: checks the write permissions. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 1.6.</summary>
public interface IDryRunProvider
{
    /// <summary>Sends changes with a flag, so that the cloud checks them and does not make them. Nothing is changed if the API supports the
    /// flag.</summary>
    /// <param name="options">The account and the project.</param>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <returns>One finding for each permission, always the same checks in the same order; it does not throw for what it finds.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<IReadOnlyList<Diagnosis>> DryRunAsync(AccountOptions options, CancellationToken cancellationToken);
}
