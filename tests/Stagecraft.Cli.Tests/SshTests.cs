using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Engine.Readiness;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 14.</summary>
public sealed class SshTests : IDisposable
{
    private readonly TestCli _cli = new();
    private readonly List<string[]> _calls = [];
    private int? _exitCode = 0;

    public SshTests()
    {
        _cli.Provider.Hosts = Samples.Hosts;
        _cli.Variables["HOME"] = Path.Combine(_cli.Folder, "home");
        _cli.Variables["XDG_STATE_HOME"] = Path.Combine(_cli.Folder, "state");
        _cli.RunProgram = (name, arguments, _) =>
        {
            _calls.Add([name, .. arguments]);
            return Task.FromResult(_exitCode);
        };
    }

    private string State => StateDirectory.Of(n => _cli.Variables.GetValueOrDefault(n))!;

    private string[] RemoteCommand => _calls.Single()[(Array.IndexOf(_calls.Single(), "--") + 2)..];

    public void Dispose() => _cli.Dispose();

    [Fact] // 14.1, 14.3
    public async Task It_runs_ssh_with_the_address_of_the_host()
    {
        CliResult result = await _cli.RunAsync("infra ssh app-1 -e prod");

        result.Should().Be(new CliResult(0, "", ""));
        _calls.Should().ContainSingle().Which.Should().Equal(
            ["ssh", .. new KnownHosts(State).OptionsOf(Samples.Hosts[0].Id), "-l", "root", "--", "203.0.113.5"]);
        _cli.Provider.Listed!.Environment.Should().Be("prod");
        Directory.Exists(State).Should().BeTrue();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(State).Should()
                .Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory] // 14.2
    [InlineData("infra ssh app-1 -e prod -- uptime", "uptime")]
    [InlineData("infra ssh -e prod app-1 -- -v -c x --help", "-v|-c|x|--help")]
    [InlineData("infra ssh app-1 -e prod -- git log -- file", "git|log|--|file")]
    [InlineData("infra ssh app-1 -e prod --", "")]
    public async Task Words_after_two_dashes_are_the_remote_command(string commandLine, string expected)
    {
        (await _cli.RunAsync(commandLine)).ExitCode.Should().Be(0);
        RemoteCommand.Should().Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact] // 14.2
    public async Task A_word_of_the_remote_command_is_one_argument()
    {
        await _cli.RunAsync("infra", "ssh", "app-1", "-e", "prod", "--", "echo \"$HOME\"; ls", "");
        RemoteCommand.Should().Equal("echo \"$HOME\"; ls", "");
    }

    [Theory] // 14.1
    [InlineData("old-2", "10.0.0.9")]
    [InlineData("app-1", "203.0.113.5")]
    public async Task The_user_of_the_file_and_a_private_address_are_used(string host, string address)
    {
        File.WriteAllText(
            _cli.ConfigFile, Samples.Config.Replace("token_env", "ssh_user: deploy\n      token_env", StringComparison.Ordinal));
        _cli.Provider.Hosts = [Samples.Hosts[0], Samples.Hosts[1] with { Name = "old-2", Status = "active" }];
        (await _cli.RunAsync($"infra ssh {host} -e prod")).ExitCode.Should().Be(0);
        _calls.Single()[^3..].Should().Equal("deploy", "--", address);
    }

    [Theory] // 14.1
    [InlineData(7)]
    [InlineData(255)]
    public async Task The_exit_code_is_that_of_ssh(int exitCode)
    {
        _exitCode = exitCode;
        (await _cli.RunAsync("infra ssh app-1 -e prod")).Should().Be(new CliResult(exitCode, "", ""));
    }

    [Theory] // 14.5
    [InlineData("ap-1", "did you mean 'app-1'?")]
    [InlineData("zzz", "`stagecraft infra hosts -e prod` lists all hosts")]
    public async Task An_unknown_host_is_an_error_with_the_nearest_name(string name, string hint)
    {
        CliResult result = await _cli.RunAsync("infra", "ssh", "-e", "prod", name);
        result.ExitCode.Should().Be(1);
        result.Error.Should().Be($"error: droplet of host '{name}' not found in environment 'prod' of project 'shop'\nhint: {hint}\n");
        _calls.Should().BeEmpty();
    }

    [Fact] // 14.5
    public async Task A_declared_host_without_a_droplet_can_be_created()
    {
        _cli.Provider.Hosts = [];
        CliResult result = await _cli.RunAsync("infra ssh app-1 -e prod -- id");
        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("not found").And.EndWith("hint: `stagecraft infra up -e prod` creates it\n");
    }

    [Theory] // 14.5
    [InlineData("off", "203.0.113.5", "host app-1 (prod-app-1, id 1004) is not running: its status is 'off'")]
    [InlineData("new", null, "host app-1 (prod-app-1, id 1004) is not running: its status is 'new'")]
    [InlineData("active", null, "host app-1 (prod-app-1, id 1004) has no address yet")]
    public async Task A_host_that_cannot_be_reached_is_refused(string status, string? address, string message)
    {
        _cli.Provider.Hosts = [Samples.Hosts[0] with { Status = status, PublicIpv4 = address, PrivateIpv4 = null }];
        CliResult result = await _cli.RunAsync("infra ssh app-1 -e prod");
        result.ExitCode.Should().Be(5);
        result.Error.Should().MatchRegex($"^error: {Regex.Escape(message)}\nhint: .+\n$");
        _calls.Should().BeEmpty();
    }

    [Fact] // 14.5
    public async Task A_host_that_exists_twice_is_refused()
    {
        _cli.Provider.Hosts = [Samples.Hosts[0], Samples.Hosts[0] with { Id = new ResourceId("1010") }, .. Samples.Hosts.Skip(1)];
        CliResult result = await _cli.RunAsync("infra ssh app-1 -e prod");
        result.ExitCode.Should().Be(5);
        result.Error.Should().Contain("host 'app-1' exists 2 times (ids 1004, 1010)");
        _calls.Should().BeEmpty();
    }

    [Fact] // 14.4
    public async Task A_machine_without_ssh_is_reported()
    {
        _exitCode = null;
        (await _cli.RunAsync("infra ssh app-1 -e prod")).Should()
            .Be(new CliResult(3, "", "error: 'ssh' not found in PATH\nhint: install the OpenSSH client\n"));
    }

    [Theory] // 14.2 and 14.6
    [InlineData("infra ssh app-1 -e prod --sandbox", "--sandbox does not apply to 'stagecraft infra ssh'", "run no software")]
    [InlineData("infra ssh app-1 -e prod -o text", "--output does not apply to 'stagecraft infra ssh'", "that of ssh")]
    [InlineData(
        "infra ssh app-1 uptime a;b -e prod",
        "the remote command has to follow '--': uptime",
        "hint: `stagecraft infra ssh app-1 -e prod -- uptime 'a;b'`\n")]
    [InlineData("infra ssh app-1 uptime -e prod -- -p", "the remote command has to follow '--': uptime", "ssh app-1 -e prod -- uptime -p`")]
    [InlineData("infra ssh -e prod -- app-1", "the host is missing before '--'", "for example")]
    [InlineData("infra ssh -e prod -- app-1 uptime", "the host is missing before '--'", "for example")]
    [InlineData("infra ssh -e prod", "", "see 'stagecraft infra ssh --help'")]
    public async Task Usage_errors_occur_before_anything_is_read(string commandLine, string message, string hint)
    {
        CliResult result = await _cli.RunAsync(commandLine);
        result.ExitCode.Should().Be(3);
        result.Error.Should().StartWith($"error: {message}").And.Contain(hint);
        (_calls.Count, _cli.Provider.Listed).Should().Be((0, null));
    }

    [Fact] // 14.6
    public async Task An_api_on_the_loopback_address_is_noted()
    {
        _cli.Variables["DIGITALOCEAN_API_URL"] = "http://127.0.0.1:9";
        (await _cli.RunAsync("infra ssh app-1 -e prod")).Error.Should()
            .Be("note: the API at http://127.0.0.1:9/ is on this machine: its droplets may run no software\n");
        (await _cli.RunAsync("infra ssh app-1 -e prod -q")).Error.Should().BeEmpty();
        _calls.Should().HaveCount(2);
    }

    [Fact] // 14.7
    public async Task A_signal_is_passed_to_ssh_without_a_message()
    {
        string? stopping = "";
        _cli.RunProgram = async (_, _, cancellationToken) =>
        {
            stopping = _cli.CurrentOperation.Operation!.Stopping;
            await _cli.Stop.CancelAsync();
            return cancellationToken.IsCancellationRequested ? 255 : 0;
        };
        (await _cli.RunAsync("infra ssh app-1 -e prod")).Should().Be(new CliResult(130, "", ""));
        stopping.Should().BeNull();
    }

    [Fact] // 14.3
    public async Task A_directory_that_cannot_be_created_is_an_error()
    {
        File.WriteAllText(Path.Combine(_cli.Folder, "home"), "");
        _cli.Variables["XDG_STATE_HOME"] = _cli.Variables["LOCALAPPDATA"] = _cli.Variables["HOME"];
        CliResult result = await _cli.RunAsync("infra ssh app-1 -e prod");
        result.ExitCode.Should().Be(3);
        result.Error.Should().StartWith("error: cannot create the directory for the SSH keys of hosts: ").And.Contain("\nhint: ");
        _cli.Variables.Clear();
        _cli.Variables["STAGECRAFT_CONFIG"] = _cli.ConfigFile;
        (await _cli.RunAsync("infra ssh app-1 -e prod")).Error.Should()
            .StartWith("error: there is no directory for the SSH keys of hosts: set HOME\nhint: ");
        _calls.Should().BeEmpty();
    }
}
