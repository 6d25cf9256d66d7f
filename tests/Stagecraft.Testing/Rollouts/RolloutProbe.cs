using Stagecraft.Engine.Readiness;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Rollouts;

/// <summary>Probes machines in memory: a machine is ready when it has been running for some time.</summary>
/// <param name="cloud">The account.</param>
/// <param name="start">The time from running to ready.</param>
public sealed class RolloutProbe(MemoryCloud cloud, TimeSpan start) : IHostProbe
{
    public Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken) => Task.FromResult(
        IsReady(target.MachineName) ? new HostProbeResult(HostProbeOutcome.Ready) : new(HostProbeOutcome.NotYet, "it is starting"));

    public bool IsReady(string machineName) => cloud.Existing.Any(m => m.Name == machineName && IsReady(m));

    public bool IsReady(MemoryMachine machine) =>
        machine.IsLive && machine.RunningSince is { } since && since + start <= cloud.Time.Elapsed;
}
