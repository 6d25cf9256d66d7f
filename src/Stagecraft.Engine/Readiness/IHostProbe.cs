
namespace Stagecraft.Engine.Readiness;

/// <summary>Asks a host itself whether it is ready. <see cref="SystemHostProbe"/> is the one that is used unless another is given.
/// Called for several hosts at a time.</summary>
public interface IHostProbe
{
    /// <summary>Asks once. What the host says, or that it says nothing, is the answer: only a cancellation is thrown.</summary>
    /// <param name="target">The host, and what is asked.</param>
    /// <param name="cancellationToken">Ends the attempt; an attempt gets 20 seconds.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken);
}
