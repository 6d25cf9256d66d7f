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
            "-o", "ClearAllForwardings=yes", "-a", "-x", "-k",
            "-T", "-l", "deploy", "127.0.0.1", "'cloud-init'", "'status'");
    }

    [Theory]
    [InlineData("/home/a/known_hosts", "\"/home/a/known_hosts\"")]
    [InlineData("/Users/a/Application Support/known_hosts", "\"/Users/a/Application Support/known_hosts\"")]
    [InlineData("/a/100%h/known_hosts", "\"/a/100%%h/known_hosts\"")]
    [InlineData("/a\"b/known_hosts", "\"/a\\\"b/known_hosts\"")]
    public void A_path_is_quoted_for_the_option(string path, string option) => SshCommand.FileOption(path).Should().Be(option);

    [Fact]
    public void A_path_of_Windows_has_slashes() => SshCommand.FileOption(
        OperatingSystem.IsWindows() ? @"C:\Users\a b\known_hosts" : "C:/Users/a b/known_hosts").Should().Be("\"C:/Users/a b/known_hosts\"");

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
            $"the SSH key of 127.0.0.1 differs from the one in {ssh.Keys.FilePath}; if another host had this address before, remove its "
            + $"key: ssh-keygen -R 127.0.0.1 -f '{ssh.Keys.FilePath}'"));
    }

    [Fact]
    public async Task Without_ssh_a_host_fails()
    {
        using FakeSsh ssh = new("");
        SshCommand missing = new(ssh.Keys, Path.Combine(ssh.StateDirectory, "no-ssh"));

        HostProbeResult result = await new SystemHostProbe(ssh.Keys, missing, new HttpProbe(missing, TimeProvider.System))
            .ProbeAsync(FakeSsh.Target(HostWait.CloudInit), CancellationToken.None);

        result.Should().Be(new HostProbeResult(HostProbeOutcome.Failed, "there is no 'ssh' on this machine"));
    }

    [Fact]
    public async Task The_first_probe_of_a_new_machine_removes_the_keys_of_its_address()
    {
        using FakeSsh ssh = new("echo status: running");
        HostProbeTarget target = FakeSsh.Target(HostWait.CloudInit);
        string[] lines = ["127.0.0.1 ssh-ed25519 AAAA", "127.0.0.2 ssh-ed25519 BBBB"];

        await File.WriteAllLinesAsync(ssh.Keys.FilePath, lines);
        await ssh.Probe().ProbeAsync(target, CancellationToken.None);
        ssh.Lines("known_hosts").Should().Equal(lines, "the machine is not new");

        await ssh.Probe().ProbeAsync(target with { IsNewMachine = true }, CancellationToken.None);
        ssh.Lines("known_hosts").Should().Equal(lines[1]);
    }

    /// <summary>A later probe, or the next run, uses ssh.</summary>
    [Theory]
    [InlineData(HostWait.Ssh)]
    [InlineData(HostWait.Http)]
    public async Task A_probe_without_ssh_removes_the_keys_too(HostWait wait)
    {
        using FakeSsh ssh = new("exit 1");
        using HttpServer server = new("HTTP/1.1 200 OK\r\n\r\n");
        await File.WriteAllTextAsync(ssh.Keys.FilePath, "127.0.0.1 ssh-ed25519 AAAA\n");

        await ssh.Probe().ProbeAsync(
            FakeSsh.Target(wait, new() { Port = server.Port }) with { IsNewMachine = true }, CancellationToken.None);

        ssh.Lines("known_hosts").Should().BeEmpty();
        ssh.Arguments.Should().BeEmpty();
    }

    [Fact]
    public async Task Keys_that_cannot_be_removed_fail_the_host()
    {
        using FakeSsh ssh = new("echo status: done");
        await File.WriteAllTextAsync(ssh.Keys.FilePath, "127.0.0.1 ssh-ed25519 AAAA\n");
        using FileStream taken = new(ssh.Keys.FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        HostProbeResult result = await ssh.Probe().ProbeAsync(
            FakeSsh.Target(HostWait.CloudInit) with { IsNewMachine = true }, CancellationToken.None);

        result.Outcome.Should().Be(HostProbeOutcome.Failed);
        result.Reason.Should().StartWith("cannot remove the SSH key of an earlier host with the address 127.0.0.1: ")
            .And.Contain("known_hosts");
        ssh.Arguments.Should().BeEmpty();
    }
}
