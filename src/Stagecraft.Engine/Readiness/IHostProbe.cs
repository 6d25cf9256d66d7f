namespace Stagecraft.Engine.Readiness;

/// <summary>Probes whether a host is ready. The default is <see cref="SystemHostProbe"/>. Several hosts are probed at the same
/// time.</summary>
public interface IHostProbe
{
    /// <summary>Probes once. A host that does not respond is a result; only a cancellation is thrown.</summary>
    /// <param name="target">The host and the probe.</param>
    /// <param name="cancellationToken">Ends the probe. A probe may take 20 seconds.</param>
    /// <exception cref="OperationCanceledException">The probe was canceled.</exception>
    Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken);
}
