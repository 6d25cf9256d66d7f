using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Engine.Tests.Readiness;

/// <summary>Spec digitalocean.md 6.10.1: the probe through SSH of an address that cannot be reached.</summary>
public sealed class HttpThroughSshTests
{
    private static readonly HostHealth Health = new() { Port = 8080, Path = "/up?a=b;c&d=", Host = "example.com" };

    [Fact]
    public async Task The_host_is_probed_with_curl_and_the_shell_does_not_change_the_words()
    {
        using FakeSsh ssh = new(
            """
            curl() { printf '%s\n' "$@" > "$directory/curl"; printf 200; }
            eval "$command"
            """);

        HostProbeResult result = await ProbeAsync(ssh, SocketError.HostUnreachable);

        result.Should().Be(new HostProbeResult(HostProbeOutcome.Ready));
        ssh.Lines("curl").Should().Equal(
            "-q", "-s", "-S", "-g", "--noproxy", "*", "-o", "/dev/null", "-w", "%{http_code}", "-m", "5", "-A", "stagecraft",
            "-H", "Host: example.com", "http://127.0.0.1:8080/up?a=b;c&d=");
        ssh.Arguments.Should().ContainInOrder("-o", "ConnectTimeout=5");
    }

    [Fact]
    public async Task The_curl_of_the_system_probes_a_server()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "There is no curl.");
        using FakeSsh ssh = new("eval \"$command\"");
        using HttpServer server = new("HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 503 Starting\r\nContent-Length: 0\r\n\r\n");
        HostHealth health = Health with { Port = server.Port, Status = 204 };

        HostProbeResult first = await ProbeAsync(ssh, SocketError.TimedOut, health);
        HostProbeResult second = await ProbeAsync(ssh, SocketError.TimedOut, health);

        first.Should().Be(new HostProbeResult(HostProbeOutcome.Ready));
        second.Should().Be(new HostProbeResult(HostProbeOutcome.NotYet, "HTTP 503 (on the host, through ssh)"));
        server.Requests[0].Should().StartWith("GET /up?a=b;c&d= HTTP/1.1\r\n").And.Contain("Host: example.com\r\n");
    }

    [Theory]
    [InlineData("printf 503", "HTTP 503 (on the host, through ssh)")]
    [InlineData("printf 000; echo 'curl: (7) No server' >&2; exit 7", "port 8080: TimedOut; on the host: curl: (7) No server")]
    [InlineData("echo 'Warning: Permanently added' >&2; exit 52", "port 8080: TimedOut; on the host: curl ended with 52")]
    [InlineData("printf '<html>'", "port 8080: TimedOut; on the host: curl ended with 0")]
    [InlineData("echo 'sh: curl: not found' >&2; exit 127", "port 8080: TimedOut; the host has no curl")]
    [InlineData(
        "echo 'Warning: x' >&2; echo 'root@192.0.2.1: Permission denied (publickey).' >&2; exit 255",
        "port 8080: TimedOut; ssh: root@192.0.2.1: Permission denied (publickey).")]
    [InlineData("printf 200; exit 255", "port 8080: TimedOut; ssh: no response")]
    public async Task A_host_that_is_not_ready_has_a_reason(string behavior, string reason)
    {
        using FakeSsh ssh = new(behavior);

        (await ProbeAsync(ssh, SocketError.TimedOut)).Should().Be(new HostProbeResult(HostProbeOutcome.NotYet, reason));
    }

    [Fact]
    public async Task A_body_without_an_end_does_not_matter()
    {
        using FakeSsh ssh = new("printf 200; echo 'curl: (28) Operation timed out' >&2; exit 28");

        (await ProbeAsync(ssh, SocketError.TimedOut)).Outcome.Should().Be(HostProbeOutcome.Ready);
    }

    [Fact]
    public async Task A_changed_key_does_not_fail_the_host()
    {
        using FakeSsh ssh = new("echo 'Host key verification failed.' >&2; exit 255");

        HostProbeResult result = await ProbeAsync(ssh, SocketError.TimedOut);

        result.Outcome.Should().Be(HostProbeOutcome.NotYet);
        result.Reason.Should().StartWith("port 8080: TimedOut; the SSH key of 127.0.0.1 differs")
            .And.Contain("ssh-keygen -R stagecraft-1001");
    }

    [Theory]
    [InlineData(SocketError.TimedOut, true)]
    [InlineData(SocketError.HostUnreachable, true)]
    [InlineData(SocketError.NetworkUnreachable, true)]
    [InlineData(SocketError.HostDown, true)]
    [InlineData(SocketError.NetworkDown, true)]
    [InlineData(SocketError.ConnectionRefused, false)]
    [InlineData(SocketError.ConnectionReset, false)]
    public async Task Only_an_address_that_cannot_be_reached_is_probed_through_ssh(SocketError error, bool isProbed)
    {
        using FakeSsh ssh = new("printf 200");

        HostProbeResult result = await ProbeAsync(ssh, error);

        result.Outcome.Should().Be(isProbed ? HostProbeOutcome.Ready : HostProbeOutcome.NotYet);
        ssh.Arguments.Any().Should().Be(isProbed);
    }

    [Fact]
    public async Task A_connection_has_five_seconds()
    {
        using FakeSsh ssh = new("exit 255");
        FakeTimeProvider time = new();
        TaskCompletionSource<Stream> never = new();
        HttpProbe http = new(ssh.Command, time, (_, token) => never.Task.WaitAsync(token));

        Task<HostProbeResult> probe = ssh.Probe(http).ProbeAsync(FakeSsh.Target(HostWait.Http, Health), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(4.9));
        ssh.Arguments.Should().BeEmpty();
        time.Advance(TimeSpan.FromSeconds(0.1));

        (await probe).Reason.Should().Be("port 8080: no connection within 5 s; ssh: no response");
    }

    [Fact]
    public async Task Without_a_home_directory_the_reason_states_both()
    {
        SshCommand ssh = new(new KnownHosts(null), Environment.GetEnvironmentVariable);
        HttpProbe http = new(ssh, TimeProvider.System, (_, _) => throw new SocketException((int)SocketError.HostUnreachable));

        HostProbeResult result = await new SystemHostProbe(ssh, http)
            .ProbeAsync(FakeSsh.Target(HostWait.Http, Health), CancellationToken.None);

        result.Reason.Should().Be("port 8080: HostUnreachable; there is no directory for the SSH keys of hosts: set HOME");
    }

    private static Task<HostProbeResult> ProbeAsync(FakeSsh ssh, SocketError error, HostHealth? health = null) =>
        ssh.Probe(new HttpProbe(ssh.Command, TimeProvider.System, (_, _) => throw new SocketException((int)error)))
            .ProbeAsync(FakeSsh.Target(HostWait.Http, health ?? Health), CancellationToken.None);
}
