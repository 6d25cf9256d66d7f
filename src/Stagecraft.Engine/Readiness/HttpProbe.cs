using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Stagecraft.Engine.Readiness;

/// <summary>Probes an HTTP server from this machine, or through SSH if a firewall does not let it in (spec 6.10.1).</summary>
/// <param name="ssh">Runs the probe on the host.</param>
/// <param name="time">The clock of the limits.</param>
/// <param name="connect">Opens a connection.</param>
internal sealed class HttpProbe(SshCommand ssh, TimeProvider time, Func<IPEndPoint, CancellationToken, Task<Stream>> connect)
{
    private const string Agent = "stagecraft";
    private const int MaxHeaderKilobytes = 64;

    /// <summary>The limit of a connection and of a response. A probe has 20 s in total: a connection, then a response; or a connection,
    /// one of SSH, and a response on the host.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public HttpProbe(SshCommand ssh, TimeProvider time)
        : this(ssh, time, ConnectAsync)
    {
    }

    /// <summary>Probes once.</summary>
    /// <param name="target">The host.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public async Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken)
    {
        string port = string.Create(CultureInfo.InvariantCulture, $"port {target.Health.Port}");
        string unreachable;
        try
        {
            IPEndPoint endpoint = new(target.Address, target.Health.Port);
            Stream stream = await WithinAsync(token => connect(endpoint, token), cancellationToken).ConfigureAwait(false);
            return await RequestAsync(stream, target, port, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            unreachable = $"{port}: no connection within 5 s";
        }
        catch (SocketException e) when (IsUnreachable(e.SocketErrorCode))
        {
            unreachable = $"{port}: {e.SocketErrorCode}";
        }
        catch (SocketException e)
        {
            return NotYet($"{port}: {e.SocketErrorCode}");
        }

        return await ProbeThroughSshAsync(target, unreachable, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsUnreachable(SocketError error) => error is
        SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown
        or SocketError.NetworkDown;

    private static async Task<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        Socket socket = new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static HostProbeResult NotYet(string reason) => new(HostProbeOutcome.NotYet, reason);

    private static HostProbeResult Judge(int status, HostProbeTarget target, string where) => target.Health.Accepts(status)
        ? new HostProbeResult(HostProbeOutcome.Ready)
        : NotYet(string.Create(CultureInfo.InvariantCulture, $"HTTP {status}{where}"));

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(Limit, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await run(either.Token).ConfigureAwait(false);
    }

    private async Task<HostProbeResult> RequestAsync(
        Stream stream, HostProbeTarget target, string port, CancellationToken cancellationToken)
    {
        await using ConfiguredAsyncDisposable disposal = stream.ConfigureAwait(false);
        Stream? unused = stream;
        using SocketsHttpHandler handler = new()
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null,

            // The handler repeats a request if the connection was closed before a response.
            ConnectCallback = (_, _) =>
                Interlocked.Exchange(ref unused, null) is { } first ? ValueTask.FromResult(first) : throw new IOException(),
        };
        using HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using HttpRequestMessage request =
            new(HttpMethod.Get, $"http://{new IPEndPoint(target.Address, target.Health.Port)}{target.Health.Path}");
        request.Headers.Host = target.Health.HostHeader(target.Address);
        request.Headers.UserAgent.ParseAdd(Agent);
        try
        {
            using HttpResponseMessage response = await WithinAsync(
                token => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken)
                .ConfigureAwait(false);
            return Judge((int)response.StatusCode, target, "");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return NotYet($"{port}: no response within 5 s");
        }
        catch (HttpRequestException e)
        {
            return NotYet($"{port}: " + e.HttpRequestError switch
            {
                HttpRequestError.InvalidResponse => "the response is not HTTP",
                HttpRequestError.ConfigurationLimitExceeded => $"the headers of the response have more than {MaxHeaderKilobytes} KiB",
                _ => "the connection was closed",
            });
        }
    }

    private static string CurlError(SshResult result) => SshResult.Limited(
        result.Error.Split('\n').LastOrDefault(l => l.StartsWith("curl: ", StringComparison.Ordinal))?.Trim()
        ?? string.Create(CultureInfo.InvariantCulture, $"curl ended with {result.ExitCode}"));

    private async Task<HostProbeResult> ProbeThroughSshAsync(
        HostProbeTarget target, string unreachable, CancellationToken cancellationToken)
    {
        // Without the curl configuration and the proxies of the host.
        string[] command =
        [
            "curl", "-q", "-s", "-S", "-g", "--noproxy", "*", "-o", "/dev/null", "-w", "%{http_code}",
            "-m", Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture), "-A", Agent,
            "-H", $"Host: {target.Health.HostHeader(target.Address)}",
            string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{target.Health.Port}{target.Health.Path}"),
        ];
        SshResult result = await ssh.RunAsync(target, Limit, command, cancellationToken).ConfigureAwait(false);

        // curl fails if the body has no end; the status is complete before.
        if (result is { ExitCode: not SshCommand.Failed, Output.Length: 3 }
            && int.TryParse(result.Output, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status > 0)
        {
            return Judge(status, target, " (on the host, through ssh)");
        }

        string reason = result switch
        {
            { Problem: not null } or { ExitCode: SshCommand.Failed } => result.Reason,
            { ExitCode: 127 } => "the host has no curl",
            _ => $"on the host: {CurlError(result)}",
        };
        return NotYet($"{unreachable}; {reason}");
    }
}
