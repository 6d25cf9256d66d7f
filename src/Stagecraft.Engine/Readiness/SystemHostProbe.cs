using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Readiness;

/// <summary>Probes hosts over the network. <see cref="HostWait.Ssh"/>: the banner of an SSH server on port 22.
/// <see cref="HostWait.CloudInit"/>: <c>cloud-init status</c> through the <c>ssh</c> command of the system, in batch mode, with the agent,
/// configuration and known hosts of the user. The configuration of the user determines whether the key of a new host is accepted. Has no
/// state.</summary>
public sealed class SystemHostProbe : IHostProbe
{
    private const int Port = 22;

    /// <inheritdoc/>
    public async Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Wait == HostWait.CloudInit
            ? await ProbeCloudInitAsync(target, cancellationToken).ConfigureAwait(false)
            : await ProbeBannerAsync(target, cancellationToken).ConfigureAwait(false);
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
                : new HostProbeResult(HostProbeOutcome.NotYet, "what answers on port 22 is no SSH server");
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
    internal static HostProbeResult Judge(int exitCode, string output, string error)
    {
        string status = output.Split('\n').Select(l => l.Trim())
            .FirstOrDefault(l => l.StartsWith("status:", StringComparison.Ordinal))?[7..].Trim() ?? "";
        return (exitCode, status) switch
        {
            (_, "done" or "disabled") => new HostProbeResult(HostProbeOutcome.Ready),
            (_, "error" or "degraded done") => new HostProbeResult(HostProbeOutcome.Failed, $"cloud-init says: {status}"),
            (255, _) when error.Contains("Host key verification failed", StringComparison.Ordinal) => new HostProbeResult(
                HostProbeOutcome.Failed,
                "ssh does not know the host's key; 'StrictHostKeyChecking accept-new' in ~/.ssh/config accepts those of new hosts"),
            (255, _) => new HostProbeResult(HostProbeOutcome.NotYet, LastLine(error)),
            (127, _) => new HostProbeResult(HostProbeOutcome.Failed, "the host has no cloud-init"),
            (_, { Length: > 0 }) => new HostProbeResult(HostProbeOutcome.NotYet, $"cloud-init says: {status}"),
            _ => new HostProbeResult(HostProbeOutcome.NotYet, $"cloud-init status ended with {exitCode}"),
        };
    }

    private static async Task<HostProbeResult> ProbeCloudInitAsync(HostProbeTarget target, CancellationToken cancellationToken)
    {
        string[] arguments =
            ["-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-T", "-l", target.User, target.Address.ToString(), "cloud-init", "status"];
        ProcessStartInfo start = new ProcessStartInfo("ssh", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return new HostProbeResult(HostProbeOutcome.Failed, "there is no 'ssh' on this machine, through which cloud-init is asked");
        }

        using (process)
        {
            try
            {
                process.StandardInput.Close();
                Task<string> output = ReadAsync(process.StandardOutput, cancellationToken);
                Task<string> error = ReadAsync(process.StandardError, cancellationToken);
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
                return Judge(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }

    // Limits the memory for a host that writes endlessly.
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1024];
        while (await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (text.Length < 16 * 1024)
            {
                text.Append(buffer, 0, read);
            }
        }

        return text.ToString();
    }

    private static string LastLine(string text)
    {
        // Most messages of ssh begin with its name.
        string line = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault()
            ?? "no answer";
        line = line.StartsWith("ssh: ", StringComparison.Ordinal) ? line : $"ssh: {line}";
        return line.Length <= 200 ? line : line[..200];
    }
}
