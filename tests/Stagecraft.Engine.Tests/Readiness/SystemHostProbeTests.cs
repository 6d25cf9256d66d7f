using System.Net;
using System.Net.Sockets;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Engine.Tests.Readiness;

/// <summary>Spec digitalocean.md 6.10: the response of an SSH server, and the output of ssh and cloud-init.</summary>
public sealed class SystemHostProbeTests
{
    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", HostProbeOutcome.Ready, "")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", HostProbeOutcome.NotYet, "the server on port 22 is not an SSH server")]
    [InlineData("", HostProbeOutcome.NotYet, "port 22: the connection was closed")]
    public async Task The_banner_identifies_an_SSH_server(string banner, HostProbeOutcome outcome, string reason)
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(async () =>
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(banner));
        });

        HostProbeResult response = await SystemHostProbe.ProbeBannerAsync(
            Target, CancellationToken.None, ((IPEndPoint)listener.LocalEndpoint).Port);

        await serving;
        response.Should().Be(new HostProbeResult(outcome, reason));
    }

    [Fact]
    public async Task A_refused_connection_is_not_ready_yet()
    {
        TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Dispose();

        (await SystemHostProbe.ProbeBannerAsync(Target, CancellationToken.None, port))
            .Should().Be(new HostProbeResult(HostProbeOutcome.NotYet, "port 22: ConnectionRefused"));
    }

    [Theory]
    [InlineData(0, "\nstatus: done\n", "", HostProbeOutcome.Ready)]
    [InlineData(2, "status: done\n", "", HostProbeOutcome.Ready)]
    [InlineData(0, "status: disabled\n", "", HostProbeOutcome.Ready)]
    [InlineData(0, "status: running\n", "", HostProbeOutcome.NotYet)]
    [InlineData(0, "status: not run\n", "", HostProbeOutcome.NotYet)]
    [InlineData(1, "status: error\n", "", HostProbeOutcome.Failed)]
    [InlineData(127, "", "bash: cloud-init: command not found\n", HostProbeOutcome.Failed)]
    [InlineData(255, "", "ssh: connect to host 192.0.2.1 port 22: Connection refused\n", HostProbeOutcome.NotYet)]
    [InlineData(1, "", "", HostProbeOutcome.NotYet)]
    public void Output_of_ssh_and_cloud_init_is_parsed(int exitCode, string output, string error, HostProbeOutcome outcome) =>
        SystemHostProbe.Judge(new SshResult(exitCode, output, error)).Outcome.Should().Be(outcome);

    [Theory]
    [InlineData(
        "Warning: x\nssh: connect to host 192.0.2.1 port 22: Connection refused\n",
        "ssh: connect to host 192.0.2.1 port 22: Connection refused")]
    [InlineData("root@192.0.2.1: Permission denied (publickey).\n", "ssh: root@192.0.2.1: Permission denied (publickey).")]
    [InlineData("", "ssh: no response")]
    public void The_last_output_of_ssh_is_reported_once(string error, string reason) =>
        SystemHostProbe.Judge(new SshResult(255, "", error)).Should().Be(new HostProbeResult(HostProbeOutcome.NotYet, reason));

    private static HostProbeTarget Target => new(new("1001"), "staging-app-1", IPAddress.Loopback, HostWait.Ssh, "root");
}
