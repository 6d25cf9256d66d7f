using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Engine.Tests.Readiness;

/// <summary>Spec digitalocean.md 6.10.1: the probe over HTTP from this machine.</summary>
public sealed class HttpProbeTests : IDisposable
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static readonly HostProbeResult Ready = new(HostProbeOutcome.Ready);

    private readonly FakeSsh _ssh = new("exit 1");
    private readonly FakeTimeProvider _time = new();

    public void Dispose()
    {
        _ssh.Arguments.Should().BeEmpty("an address that can be reached is not probed through ssh");
        _ssh.Dispose();
    }

    [Fact]
    public async Task A_request_has_the_declared_path_and_host()
    {
        using HttpServer server = new(Ok);

        HostProbeResult result = await ProbeAsync(server, new() { Path = "/up?a=b", Host = "example.com:8080" });

        result.Should().Be(Ready);
        server.Requests.Single().Split("\r\n").Should().StartWith("GET /up?a=b HTTP/1.1")
            .And.Contain("Host: example.com:8080").And.Contain("User-Agent: stagecraft").And.HaveCount(5);
    }

    [Fact]
    public async Task The_default_host_is_the_address_with_the_port()
    {
        using HttpServer server = new(Ok);

        await ProbeAsync(server);

        server.Requests.Single().Should().StartWith("GET / HTTP/1.1\r\n").And.Contain($"\r\nHost: 127.0.0.1:{server.Port}\r\n");
        HostHealth.Default.HostHeader(IPAddress.Loopback).Should().Be("127.0.0.1");
        HostHealth.Default.HostHeader(IPAddress.IPv6Loopback).Should().Be("[::1]");
    }

    [Fact]
    public async Task Another_status_is_not_ready_yet()
    {
        using HttpServer server = new("HTTP/1.1 503 Starting\r\nContent-Length: 0\r\n\r\n", Ok);

        (await ProbeAsync(server)).Should().Be(NotYet("HTTP 503"));
        (await ProbeAsync(server)).Should().Be(Ready);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(302, true)]
    [InlineData(200, false)]
    public async Task A_redirect_is_not_followed(int? expected, bool isReady)
    {
        using HttpServer server = new("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n", Ok);

        (await ProbeAsync(server, new() { Status = expected })).Should().Be(isReady ? Ready : NotYet("HTTP 302"));

        server.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("Content-Length: 1000000000")]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Content-Type: text/html")]
    public async Task The_body_is_not_read(string header)
    {
        using HttpServer server = new($"HTTP/1.1 200 OK\r\n{header}\r\n\r\n<html>");

        (await ProbeAsync(server)).Should().Be(Ready);
    }

    [Fact]
    public async Task A_server_that_does_not_respond_is_abandoned_after_five_seconds()
    {
        using HttpServer server = new((string?)null);

        Task<HostProbeResult> probe = ProbeAsync(server);
        await server.First;
        _time.Advance(TimeSpan.FromSeconds(4.9));
        probe.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));

        (await probe).Should().Be(NotYet($"port {server.Port}: no response within 5 s"));
    }

    [Fact]
    public async Task Headers_without_an_end_are_no_response()
    {
        using HttpServer server = new("HTTP/1.1 200 OK\r\nA: b\r\n");

        (await ProbeAsync(server)).Should().Be(NotYet($"port {server.Port}: the connection was closed"));
    }

    [Theory]
    [InlineData("", "the connection was closed")]
    [InlineData("<html><body>503</body></html>\r\n\r\n", "the response is not HTTP")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "the response is not HTTP")]
    public async Task A_response_that_is_not_HTTP_is_not_ready_yet(string response, string reason)
    {
        using HttpServer server = new(response);

        (await ProbeAsync(server)).Should().Be(NotYet($"port {server.Port}: {reason}"));
    }

    [Fact]
    public async Task A_connection_that_is_closed_before_a_response_is_not_repeated()
    {
        using HttpServer server = new("", Ok);

        (await ProbeAsync(server)).Should().Be(NotYet($"port {server.Port}: the connection was closed"));

        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Headers_are_limited()
    {
        string headers = string.Concat(Enumerable.Range(0, 80).Select(i => $"X-{i}: {new string('a', 1000)}\r\n"));
        using HttpServer server = new($"HTTP/1.1 200 OK\r\n{headers}\r\n");

        (await ProbeAsync(server)).Should().Be(NotYet($"port {server.Port}: the headers of the response have more than 64 KiB"));
    }

    [Fact]
    public async Task A_refused_connection_is_not_ready_yet()
    {
        HttpServer server = new();
        server.Dispose();

        (await ProbeAsync(server)).Should().Be(NotYet($"port {server.Port}: ConnectionRefused"));
    }

    [Fact]
    public async Task A_canceled_probe_ends()
    {
        using HttpServer server = new((string?)null);
        using CancellationTokenSource stop = new();

        Task<HostProbeResult> probe = ProbeAsync(server, null, stop.Token);
        await server.First;
        await stop.CancelAsync();

        await FluentActions.Awaiting(() => probe).Should().ThrowAsync<OperationCanceledException>();
    }

    private static HostProbeResult NotYet(string reason) => new(HostProbeOutcome.NotYet, reason);

    private Task<HostProbeResult> ProbeAsync(HttpServer server, HostHealth? health = null, CancellationToken token = default) =>
        _ssh.Probe(new HttpProbe(_ssh.Command, _time)).ProbeAsync(
            FakeSsh.Target(HostWait.Http, (health ?? HostHealth.Default) with { Port = server.Port }), token);
}
