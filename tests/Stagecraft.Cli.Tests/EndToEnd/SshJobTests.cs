using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>spec/cli/infra.md 14: the real command starts the first <c>ssh</c> of <c>PATH</c>, here a script.</summary>
public sealed class SshJobTests
{
    [Fact]
    public async Task The_ssh_of_the_system_runs_with_the_streams_of_the_command()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the program is a shell script");
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        string bin = Directory.CreateDirectory(Path.Combine(command.Folder, "bin")).FullName;
        Write(
            Path.Combine(bin, "ssh"),
            "for word; do printf '[%s]' \"$word\"; done; echo; echo \"term=$TERM\"; read line; echo \"in=$line\"; echo oops >&2; exit 7");
        Write(Path.Combine(command.Folder, "ssh"), "echo the file of the working directory; exit 1");
        string state = Path.Combine(command.Folder, "a state");

        using Process process = command.Launch("infra ssh app-1 -e staging -q -- echo \"a b\" -v", variables: new()
        {
            ["PATH"] = $"{bin}:{Environment.GetEnvironmentVariable("PATH")}",
            ["XDG_STATE_HOME"] = state,
            ["HOME"] = state,
            ["TERM"] = "xterm-test",
        });
        CliResult result = await RealCommand.EndAsync(process);

        SandboxDroplet droplet = command.Cloud.Droplets.Single();
        string known = Directory.EnumerateDirectories(state, "stagecraft", SearchOption.AllDirectories).Single() + "/known_hosts";
        result.Should().Be(new CliResult(
            7,
            $"[-o][StrictHostKeyChecking=accept-new][-o][UserKnownHostsFile=\"{known}\"][-o][HashKnownHosts=no][-o][ControlPath=none]"
                + $"[-o][HostKeyAlias=stagecraft-{droplet.Id}][-l][root][--][{droplet.PublicIpv4}][echo][a b][-v]\n"
                + "term=xterm-test\nin=\n",
            "oops\n"));
    }

    private static void Write(string file, string script)
    {
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
