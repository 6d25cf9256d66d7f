using Stagecraft.Engine.Readiness;

namespace Stagecraft.Cli.Cloud;

/// <summary>The machines of a sandbox run no software that could be probed: each counts as ready. spec/providers/cloud/digitalocean.md,
/// 6.10.</summary>
internal sealed class SandboxProbe : IHostProbe
{
    public Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken) =>
        Task.FromResult(new HostProbeResult(HostProbeOutcome.Ready));
}
