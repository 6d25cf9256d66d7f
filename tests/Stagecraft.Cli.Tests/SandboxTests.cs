using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 7, spec/cli/output.md 8.</summary>
public sealed class SandboxTests
{
    [Fact]
    public async Task The_option_runs_the_command_against_a_sandbox_with_its_keys_and_a_dummy_token()
    {
        using var cli = new TestCli(Samples.OneEnvironment);
        cli.Variables["DO_TOKEN"] = "a real token";
        cli.Variables["DIGITALOCEAN_API_URL"] = "not even an address";
        (await cli.RunAsync("infra plan --sandbox")).ExitCode.Should().Be(0);
        cli.Sandboxes.Should().ContainSingle();
        cli.Sandboxes[0].SshKeys.Should().Equal("my-ssh-key", "other-key");
        cli.Sandboxes[0].StateFile.Should().Be(Path.Combine(cli.Folder, ".stagecraft", "sandbox.db"));
        File.ReadAllText(Path.Combine(cli.Folder, ".stagecraft", ".gitignore")).Should().Be("*\n");
        cli.Provider.Context!.ApiUrl.Should().Be(new Uri("http://127.0.0.1:9/"));
        cli.Provider.Context.GetEnvironmentVariable("DO_TOKEN").Should().Be("sandbox");
        cli.Provider.Context.GetEnvironmentVariable("HOME").Should().BeNull();
        cli.StoppedSandboxes.Should().Be(1);
    }

    [Fact]
    public async Task It_stops_when_the_command_fails()
    {
        using var cli = new TestCli(Samples.OneEnvironment);
        cli.Provider.PlanFailure = new InvalidOperationException();
        (await cli.RunAsync("infra plan --sandbox")).ExitCode.Should().Be(1);
        cli.StoppedSandboxes.Should().Be(1);
    }

    [Fact]
    public async Task The_command_serves_until_it_is_interrupted()
    {
        using var cli = new TestCli();
        await cli.Stop.CancelAsync();
        CliResult result = await cli.RunAsync("sandbox --port 8080 --boot 2s --rate-limit off --state state.db");
        result.ExitCode.Should().Be(0);
        result.Out.Should().Be(
            "The sandbox listens at http://127.0.0.1:9\nexport DIGITALOCEAN_API_URL=http://127.0.0.1:9\nexport DO_TOKEN=sandbox\n");
        SandboxSettings settings = cli.Sandboxes[0];
        (settings.Port, settings.Boot, settings.RateLimit, settings.StateFile).Should().Be((8080, TimeSpan.FromSeconds(2), false, "state.db"));
        cli.StoppedSandboxes.Should().Be(1);
    }

    [Fact]
    public async Task Json_is_one_line()
    {
        using var cli = new TestCli();
        await cli.Stop.CancelAsync();
        CliResult result = await cli.RunAsync("sandbox -o json");
        result.Out.Should().Be(
            """{"format_version":"1.0","address":"http://127.0.0.1:9","variables":{"DIGITALOCEAN_API_URL":"http://127.0.0.1:9","DO_TOKEN":"sandbox"}}""" + "\n");
    }

    [Fact]
    public async Task Requests_are_told_on_stderr_unless_quiet()
    {
        using var cli = new TestCli();
        await cli.Stop.CancelAsync();
        cli.StartSandbox = settings =>
        {
            settings.Log?.Invoke("GET /v2/droplets\u001b 200");
            return Task.FromResult(new RunningSandbox(new Uri("http://127.0.0.1:9"), new MemoryStream()));
        };
        (await cli.RunAsync("sandbox")).Error.Should().Contain("GET /v2/droplets? 200\n");
        (await cli.RunAsync("sandbox -q")).Error.Should().BeEmpty();
    }

    [Fact]
    public async Task A_state_that_cannot_be_used_is_a_clear_error()
    {
        using var cli = new TestCli(Samples.OneEnvironment);
        File.WriteAllText(Path.Combine(cli.Folder, ".stagecraft"), "a file, not a folder");
        CliResult result = await cli.RunAsync("infra plan --sandbox");
        result.ExitCode.Should().Be(3);
        result.Error.Should().StartWith("error: the sandbox cannot start: ");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_clear_error()
    {
        using var cli = new TestCli();
        cli.StartSandbox = _ => throw new IOException("address in use");
        CliResult result = await cli.RunAsync("sandbox --port 80");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Be("error: the sandbox cannot start: address in use\nhint: try another --port or --state\n");
    }
}
