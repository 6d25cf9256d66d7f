namespace Stagecraft.Providers;

/// <summary>Optional capability of a provider: reserves public addresses that outlive a machine. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 1.6.</summary>
public interface IReservationProvider
{
    /// <summary>Reads what a reservation for a host would create. Only sends requests that read.</summary>
    /// <param name="options">The host.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CloudProviderException">A reservation is not possible, or the account cannot be read.</exception>
    Task<AddressReservation> PreviewReservationAsync(ReservationOptions options, CancellationToken cancellationToken);

    /// <summary>Reserves one address, and reads the addresses until it is listed. It is not assigned to the machine.</summary>
    /// <param name="options">What the reservation was previewed for.</param>
    /// <param name="preview">What was previewed. If it has changed, no request is sent: <c>plan_stale</c>.</param>
    /// <param name="cancellationToken">Stops the call after the request in flight.</param>
    /// <returns>The reservation with its address.</returns>
    /// <exception cref="CloudProviderException">No address was reserved, or the outcome is unknown. In the second case, the message states
    /// the addresses that are new since the request.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled before the request was sent.</exception>
    Task<AddressReservation> ReserveAsync(
        ReservationOptions options, AddressReservation preview, CancellationToken cancellationToken);
}
