using System.Net;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Engine.Tests.Readiness;

/// <summary>Spec digitalocean.md 6.10.2 and 6.10.4: remote commands.</summary>
public sealed class SshCommandTests
{
    [Fact]
    public async Task The_command_line_accepts_new_keys_and_stores_them_in_the_state_directory()
    {
        using FakeSsh ssh = new("echo status: done");

        HostProbeResult result = await ssh.Probe().ProbeAsync(FakeSsh.Target(HostWait.CloudInit), CancellationToken.None);

        result.Should().Be(new HostProbeResult(HostProbeOutcome.Ready));
        ssh.Arguments.Should().Equal(
            "-o", "BatchMode=yes",
            "-o", "ConnectTimeout=10",
            "-o", "StrictHostKeyChecking=accept-new",
            "-o", $"UserKnownHostsFile=\"{ssh.StateDirectory}/known_hosts\"",
            "-o", "HashKnownHosts=no",
            "-o", "ControlPath=none",
            "-o", "HostKeyAlias=stagecraft-1001",
            "-o", "ClearAllForwardings=yes", "-a", "-x", "-k",
            "-T", "-l", "deploy", "127.0.0.1", "'cloud-init'", "'status'");
    }

    [Theory]
    [InlineData("a", "'a'")]
    [InlineData("$(id) `id` ;&|*", "'$(id) `id` ;&|*'")]
    [InlineData("it's", "'it'\\''s'")]
    public void A_word_is_quoted_for_the_remote_shell(string word, string quoted) => SshCommand.Quote(word).Should().Be(quoted);

    [Theory]
    [InlineData("WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!")]
    [InlineData("No ED25519 host key is known for 192.0.2.1.")]
    public async Task A_changed_key_fails_with_the_command_that_removes_it(string message)
    {
        using FakeSsh ssh = new($"echo '{message}' >&2; echo 'Host key verification failed.' >&2; exit 255");

        HostProbeResult result = await ssh.Probe().ProbeAsync(FakeSsh.Target(HostWait.CloudInit), CancellationToken.None);

        result.Should().Be(new HostProbeResult(
            HostProbeOutcome.Failed,
            $"the SSH key of 127.0.0.1 differs from the one in {ssh.Keys.FilePath}; if the host was rebuilt, remove the old key: "
            + $"ssh-keygen -R stagecraft-1001 -f '{ssh.Keys.FilePath}'"));
    }

    [Fact]
    public async Task Without_ssh_a_host_fails()
    {
        using FakeSsh ssh = new("");
        SshCommand missing = new(ssh.Keys, _ => null);

        HostProbeResult result = await new SystemHostProbe(missing, new HttpProbe(missing, TimeProvider.System))
            .ProbeAsync(FakeSsh.Target(HostWait.CloudInit), CancellationToken.None);

        result.Should().Be(new HostProbeResult(HostProbeOutcome.Failed, "'ssh' not found in PATH"));
    }

    [Fact]
    public async Task A_file_that_is_no_program_fails_the_host()
    {
        using FakeSsh ssh = new("");
        string file = Path.Combine(ssh.StateDirectory, "ssh");
        await File.WriteAllBytesAsync(file, [0x7F, (byte)'E', (byte)'L', (byte)'F', 1, 2, 3]);
        FakeSsh.MakeExecutable(file);
        SshCommand broken = new(ssh.Keys, _ => ssh.StateDirectory);

        (await broken.RunAsync(FakeSsh.Target(HostWait.CloudInit), TimeSpan.FromSeconds(5), ["id"], CancellationToken.None))
            .Problem.Should().Be($"{file} cannot be started");
    }

    /// <summary>The framework would start a file of the working directory before one of <c>PATH</c>.</summary>
    [Fact]
    public async Task A_file_in_the_working_directory_is_not_started()
    {
        using FakeSsh ssh = new("echo status: done");
        string file = Path.Combine(Environment.CurrentDirectory, "ssh");
        await File.WriteAllTextAsync(file, "#!/bin/sh\necho status: error\n");
        FakeSsh.MakeExecutable(file);
        try
        {
            (await ssh.Probe().ProbeAsync(FakeSsh.Target(HostWait.CloudInit), CancellationToken.None))
                .Should().Be(new HostProbeResult(HostProbeOutcome.Ready));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
