namespace Stagecraft.Providers;

/// <summary>Optional capability of a provider: examines the account. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 1.6.</summary>
public interface IDiagnosisProvider
{
    /// <summary>Checks the way to the account and the account itself; one check that fails hides no other. Sends requests that read, and
    /// nothing else.</summary>
    /// <param name="options">The account and the project.</param>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <returns>One finding for each check, always the same checks in the same order; it does not throw for what it finds.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<IReadOnlyList<Diagnosis>> DiagnoseAsync(AccountOptions options, CancellationToken cancellationToken);
}
