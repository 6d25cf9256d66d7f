using Stagecraft.DigitalOcean.Planning;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.DigitalOcean.Telemetry;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Readiness;

/// <summary>The last phase of an apply: the hosts themselves are asked.</summary>
internal static class HostReadiness
{
    public static async Task<ApplyReport> WaitAsync(
        DigitalOceanProviderOptions options,
        ApplyReport report,
        DesiredState desired,
        DigitalOceanSettings settings,
        IProgress<InfraEvent> progress,
        CancellationToken cancellationToken)
    {
        using OperationActivity span = EngineTelemetry.Begin("readiness");
        ReadinessTiming timing = new(settings.PollInterval, settings.SshTimeout, settings.CloudInitTimeout);
        ApplyReport ready = await new ReadinessRun(options.HostProbe, settings.SshUser, timing, options.TimeProvider, progress)
            .WaitAsync(report, desired.Hosts, cancellationToken)
            .ConfigureAwait(false);
        span.Succeeded();
        return ready;
    }
}
