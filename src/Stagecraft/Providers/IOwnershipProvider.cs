namespace Stagecraft.Providers;

/// <summary>A provider that can adopt existing machines, forget and rename them, and end their protection. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 1.6.</summary>
public interface IOwnershipProvider
{
    /// <summary>Computes the change. Only sends requests that read.</summary>
    /// <exception cref="CloudProviderException">The change is not possible, or the account cannot be read.</exception>
    Task<OwnershipChange> PreviewAsync(OwnershipOptions options, CancellationToken cancellationToken);

    /// <summary>Applies the change, and waits until it is confirmed. After a failure, a repeated call continues.</summary>
    /// <param name="options">What the change was previewed for.</param>
    /// <param name="change">What was previewed. Where it would be another by now, nothing is done: <c>plan_stale</c>.</param>
    /// <param name="cancellationToken">Stops it after what is being sent.</param>
    /// <exception cref="CloudProviderException">It failed; the message states which part was done.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent that changes the account.</exception>
    Task<OwnershipResult> ApplyChangeAsync(OwnershipOptions options, OwnershipChange change, CancellationToken cancellationToken);
}
