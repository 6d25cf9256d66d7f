using System.Net.Sockets;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Readiness;

/// <summary>Probes hosts over the network. <see cref="HostWait.Ssh"/>: the banner of an SSH server on port 22.
/// <see cref="HostWait.CloudInit"/>: <c>cloud-init status</c> through the <c>ssh</c> of <c>PATH</c>, in batch mode, with the agent
/// and the configuration of the user. <see cref="HostWait.Http"/>: a request over HTTP, or <c>curl</c> through <c>ssh</c> if there is no
/// connection within 5 s. The keys of hosts are stored in the file of <see cref="KnownHosts"/>. Safe for use by several
/// threads.</summary>
public sealed class SystemHostProbe : IHostProbe
{
    private const int Port = 22;

#pragma warning disable RS0030 // A default, which the program can replace.
    private static readonly Func<string, string?> Variable = Environment.GetEnvironmentVariable;
#pragma warning restore RS0030

    private readonly SshCommand _ssh;
    private readonly HttpProbe _http;

    /// <summary>Creates the probe, with the state directory that the environment of the process determines, see
    /// <see cref="StateDirectory"/>.</summary>
    public SystemHostProbe()
        : this(StateDirectory.Of(Variable))
    {
    }

    /// <summary>Creates the probe.</summary>
    /// <param name="stateDirectory">The directory of the <c>known_hosts</c> file, which is created when a host is first probed through
    /// <c>ssh</c>, only for the user. Without it (null), these probes fail.</param>
    public SystemHostProbe(string? stateDirectory)
    {
        _ssh = new SshCommand(new KnownHosts(stateDirectory), Variable);
        _http = new HttpProbe(_ssh, TimeProvider.System);
    }

    internal SystemHostProbe(SshCommand ssh, HttpProbe http) => (_ssh, _http) = (ssh, http);

    /// <inheritdoc/>
    public async Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Wait switch
        {
            HostWait.CloudInit => await ProbeCloudInitAsync(target, cancellationToken).ConfigureAwait(false),
            HostWait.Http => await _http.ProbeAsync(target, cancellationToken).ConfigureAwait(false),
            _ => await ProbeBannerAsync(target, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Reads the banner of the server.</summary>
    internal static async Task<HostProbeResult> ProbeBannerAsync(
        HostProbeTarget target, CancellationToken cancellationToken, int port = Port)
    {
        try
        {
            using TcpClient client = new TcpClient();
            await client.ConnectAsync(target.Address, port, cancellationToken).ConfigureAwait(false);
            byte[] banner = new byte[4];
            await client.GetStream().ReadExactlyAsync(banner, cancellationToken).ConfigureAwait(false);
            return banner.AsSpan().SequenceEqual("SSH-"u8)
                ? new HostProbeResult(HostProbeOutcome.Ready)
                : new HostProbeResult(HostProbeOutcome.NotYet, "the server on port 22 is not an SSH server");
        }
        catch (SocketException e)
        {
            return new HostProbeResult(HostProbeOutcome.NotYet, $"port 22: {e.SocketErrorCode}");
        }
        catch (IOException)
        {
            return new HostProbeResult(HostProbeOutcome.NotYet, "port 22: the connection was closed");
        }
    }

    /// <summary>The result of <c>ssh … cloud-init status</c>.</summary>
    internal static HostProbeResult Judge(SshResult result)
    {
        string status = result.Output.Split('\n').Select(l => l.Trim())
            .FirstOrDefault(l => l.StartsWith("status:", StringComparison.Ordinal))?[7..].Trim() ?? "";
        return (result.ExitCode, status) switch
        {
            _ when result.Problem is { } problem => new HostProbeResult(HostProbeOutcome.Failed, problem),
            (_, "done" or "disabled") => new HostProbeResult(HostProbeOutcome.Ready),
            (_, "error" or "degraded done") => new HostProbeResult(HostProbeOutcome.Failed, $"cloud-init status: {status}"),
            (SshCommand.Failed, _) => new HostProbeResult(HostProbeOutcome.NotYet, result.Reason),
            (127, _) => new HostProbeResult(HostProbeOutcome.Failed, "the host has no cloud-init"),
            (_, { Length: > 0 }) => new HostProbeResult(HostProbeOutcome.NotYet, $"cloud-init status: {status}"),
            _ => new HostProbeResult(HostProbeOutcome.NotYet, $"cloud-init status ended with {result.ExitCode}"),
        };
    }

    private async Task<HostProbeResult> ProbeCloudInitAsync(HostProbeTarget target, CancellationToken cancellationToken) =>
        Judge(await _ssh.RunAsync(target, TimeSpan.FromSeconds(10), ["cloud-init", "status"], cancellationToken).ConfigureAwait(false));
}
