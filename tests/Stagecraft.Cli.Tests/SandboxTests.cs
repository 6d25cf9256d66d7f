using System.Net;
using Microsoft.Extensions.Time.Testing;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Sandbox;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 7, spec/cli/output.md 8.</summary>
public sealed class SandboxTests
{
    [Fact]
    public async Task The_option_runs_the_command_against_a_sandbox_with_its_keys_and_a_dummy_token()
    {
        using TestCli cli = new TestCli(Samples.OneEnvironment);
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
        using TestCli cli = new TestCli(Samples.OneEnvironment);
        cli.Provider.PlanFailure = new InvalidOperationException();
        (await cli.RunAsync("infra plan --sandbox")).ExitCode.Should().Be(1);
        cli.StoppedSandboxes.Should().Be(1);
    }

    [Fact] // infra.md 7.2, output.md 8.1
    public async Task The_command_serves_until_it_is_interrupted()
    {
        using TestCli cli = new TestCli();
        await cli.Stop.CancelAsync();
        CliResult result = await cli.RunAsync(
            "sandbox --port 8080 --boot 2s --rate-limit off --state state.db --droplet-limit 0 --control");
        result.ExitCode.Should().Be(0);
        result.Out.Should().Be(
            """
            Sandbox listening on http://127.0.0.1:9
            Open this URL in a browser for a live view.
            export DIGITALOCEAN_API_URL=http://127.0.0.1:9
            export DIGITALOCEAN_ACCESS_TOKEN=sandbox DIGITALOCEAN_TOKEN=sandbox DO_TOKEN=sandbox

            """);
        result.Error.Should().Be("note: the sandbox has stopped; its droplets are kept in state.db\n");
        SandboxOptions settings = cli.Sandboxes[0];
        (settings.Port, settings.StateFile, settings.DropletLimit, settings.Control).Should().Be((8080, "state.db", 0, true));
        (settings.Boot, settings.RateLimit).Should().Be((TimeSpan.FromSeconds(2), false));
        (settings.ListenAddress, settings.AllowRemote).Should().Be((IPAddress.Loopback, false));
        cli.StoppedSandboxes.Should().Be(1);
    }

    [Fact] // infra.md 2.5
    public async Task Without_options_it_is_an_ordinary_account()
    {
        using TestCli cli = new TestCli();
        await cli.Stop.CancelAsync();
        (await cli.RunAsync("sandbox")).ExitCode.Should().Be(0);
        SandboxOptions settings = cli.Sandboxes[0];
        (settings with { StateFile = null, TimeProvider = TimeProvider.System, Log = null, SshKeys = [] }).Should()
            .Be(new SandboxOptions { SshKeys = [] });
        settings.StateFile.Should().Be(Path.Combine(cli.Folder, ".stagecraft", "sandbox.db"));
    }

    [Fact] // output.md 8.2
    public async Task Json_is_one_line()
    {
        using TestCli cli = new TestCli();
        await cli.Stop.CancelAsync();
        CliResult result = await cli.RunAsync("sandbox -o json");
        result.Out.Should().Be(
                """
                {"format_version":"1.0","address":"http://127.0.0.1:9","page":"http://127.0.0.1:9/","variables":{"DIGITALOCEAN_API_URL":"http://127.0.0.1:9","DIGITALOCEAN_ACCESS_TOKEN":"sandbox","DIGITALOCEAN_TOKEN":"sandbox","DO_TOKEN":"sandbox"}}
                """ + "\n");
    }

    [Fact] // infra.md 7.2, output.md 8.1
    public async Task Without_a_config_file_the_common_variables_are_set()
    {
        using TestCli cli = new TestCli();
        await cli.Stop.CancelAsync();
        cli.Variables.Clear();
        CliResult result = await cli.RunAsync("sandbox", "--state", Path.Combine(cli.Folder, "state.db"));
        result.Out.Should().EndWith("\nexport DIGITALOCEAN_ACCESS_TOKEN=sandbox DIGITALOCEAN_TOKEN=sandbox DO_TOKEN=sandbox\n");
    }

    [Fact] // output.md 8.1
    public async Task A_variable_is_set_once()
    {
        using TestCli cli = new TestCli(Samples.Config.Replace("DO_TOKEN", "DIGITALOCEAN_TOKEN"));
        await cli.Stop.CancelAsync();
        (await cli.RunAsync("sandbox")).Out.Should().EndWith("\nexport DIGITALOCEAN_ACCESS_TOKEN=sandbox DIGITALOCEAN_TOKEN=sandbox\n");
    }

    [Fact] // infra.md 7.2: it may be a token
    public async Task What_is_no_name_of_a_variable_is_never_printed()
    {
        using TestCli cli = new TestCli(Samples.Config.Replace("DO_TOKEN", "dop_v1_a-token-by-mistake"));
        const string path = "cloud.providers.digitalocean";
        cli.Provider.Problems =
        [
            new Problem(ErrorCodes.ConfigInvalid, "token_env is wrong", Path: $"{path}.token_env"),
            new Problem(ErrorCodes.ConfigInvalid, "a host is wrong", Path: $"{path}.hosts.prod"),
        ];
        CliResult result = await cli.RunAsync("sandbox");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Be("error: token_env is wrong [cloud.providers.digitalocean.token_env]\n");
        result.Out.Should().BeEmpty();
        cli.Sandboxes.Should().BeEmpty();
    }

    [Fact] // infra.md 7.2
    public async Task What_is_wrong_elsewhere_in_the_providers_section_does_not_matter()
    {
        using TestCli cli = new TestCli();
        await cli.Stop.CancelAsync();
        cli.Provider.Problems = [new Problem(ErrorCodes.ConfigInvalid, "a host is wrong", Path: "cloud.providers.digitalocean.hosts.prod")];
        (await cli.RunAsync("sandbox")).ExitCode.Should().Be(0);
    }

    [Theory] // infra.md 2.5, 7.4
    [InlineData("--listen 0.0.0.0 --allow-remote", "note: anyone who reaches this machine can use the sandbox\n")]
    [InlineData(
        "--listen :: --allow-remote --control", "note: anyone who reaches this machine can use the sandbox and set its conditions\n")]
    [InlineData(
        "--listen 192.0.2.7 --allow-remote",
        "note: anyone who reaches this machine can use the sandbox\n"
            + "note: stagecraft itself uses plain HTTP on loopback addresses only: it needs --listen 0.0.0.0 to use this sandbox\n")]
    public async Task A_sandbox_that_others_can_reach_is_noted(string options, string notes)
    {
        using TestCli cli = new TestCli();
        await cli.Stop.CancelAsync();
        CliResult result = await cli.RunAsync($"sandbox --state state.db {options}");
        result.Error.Should().Be(notes + "note: the sandbox has stopped; its droplets are kept in state.db\n");
        (cli.Sandboxes[0].ListenAddress.ToString(), cli.Sandboxes[0].AllowRemote).Should().Be((options.Split(' ')[1], true));
    }

    [Theory] // infra.md 2.5
    [InlineData("127.0.0.1")]
    [InlineData("127.8.0.1")]
    [InlineData("::1")]
    public async Task An_address_that_only_this_machine_reaches_needs_no_leave(string address)
    {
        using TestCli cli = new TestCli();
        await cli.Stop.CancelAsync();
        (await cli.RunAsync($"sandbox --listen {address}")).Error.Should().NotContain("anyone");
        cli.Sandboxes[0].ListenAddress.Should().Be(IPAddress.Parse(address));
    }

    [Fact] // infra.md 7.3
    public async Task Requests_are_told_on_stderr_unless_quiet()
    {
        using TestCli cli = new TestCli();
        await cli.Stop.CancelAsync();
        cli.StartSandbox = settings =>
        {
            DateTimeOffset at = new DateTimeOffset(2026, 3, 14, 12, 3, 12, TimeSpan.Zero);
            settings.Log?.Invoke(new SandboxRequest("GET", "/v2/droplets\u001b[31m\n", 200, at));
            settings.Log?.Invoke(new SandboxRequest("POST", "/v2/droplets", 202, at) { Fault = SandboxFaultKind.LostAnswerAfter });
            settings.Log?.Invoke(
                new SandboxRequest("DELETE", "/v2/droplets/1", 0, at.AddHours(-3)) { Fault = SandboxFaultKind.NoAnswerBefore });
            return Task.FromResult(new RunningSandbox(new Uri("http://127.0.0.1:9"), new MemoryStream()));
        };
        FakeTimeProvider time = new();
        time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test"));
        cli.Time = time;
        (await cli.RunAsync("sandbox")).Error.Should().StartWith(
            """
            14:03:12 GET /v2/droplets?[31m? 200
            14:03:12 POST /v2/droplets 202 lost_answer_after
            11:03:12 DELETE /v2/droplets/1 - no_answer_before

            """);
        (await cli.RunAsync("sandbox -q")).Error.Should().BeEmpty();
    }

    [Fact] // infra.md 2.1
    public async Task Verbose_tells_the_state_file()
    {
        using TestCli cli = new TestCli();
        await cli.Stop.CancelAsync();
        (await cli.RunAsync("sandbox --state state.db -v")).Error.Should().StartWith("using the state state.db\n");
    }

    [Fact] // infra.md 7.6
    public async Task A_state_that_cannot_be_used_is_a_clear_error()
    {
        using TestCli cli = new TestCli(Samples.OneEnvironment);
        File.WriteAllText(Path.Combine(cli.Folder, ".stagecraft"), "a file, not a folder");
        CliResult result = await cli.RunAsync("infra plan --sandbox");
        result.ExitCode.Should().Be(3);
        result.Error.Should()
            .StartWith("error: the sandbox cannot start: ").And.EndWith(
                "\nhint: choose another directory for its state with --sandbox-state DIR\n");
    }

    [Fact] // infra.md 7.1
    public async Task The_state_can_be_in_another_folder()
    {
        using TestCli cli = new(Samples.OneEnvironment);
        string folder = Path.Combine(cli.Folder, "my state");
        cli.Provider.Plan = Samples.Plan([Samples.App2]);
        cli.Provider.Report = new([new("app-2", "prod-app-2", Stagecraft.Events.OutcomeKind.Created)]);

        CliResult up = await cli.RunAsync("infra", "up", "--yes", "--sandbox", "--sandbox-state", folder);

        up.ExitCode.Should().Be(0);
        cli.Sandboxes.Single().StateFile.Should().Be(Path.Combine(folder, "sandbox.db"));
        Directory.EnumerateFileSystemEntries(folder).Should().BeEmpty();
        Path.Exists(Path.Combine(cli.Folder, ".stagecraft")).Should().BeFalse();
        up.Error.Should().Contain("  stagecraft infra hosts -e staging --sandbox --sandbox-state '");
        CliResult alone = await cli.RunAsync("infra plan --sandbox-state x");
        alone.ExitCode.Should().Be(3);
        alone.Error.Should().Be("error: --sandbox-state requires --sandbox\n"
            + "hint: add --sandbox; to choose the state of a server: `stagecraft sandbox --state FILE`\n");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_clear_error()
    {
        using TestCli cli = new TestCli();
        cli.StartSandbox = _ => throw new IOException("address in use");
        CliResult result = await cli.RunAsync("sandbox --port 80");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Be("error: the sandbox cannot listen: address in use\nhint: try another --port or --listen\n");
    }

    [Fact] // infra.md 7.2.1, output.md 8.1.1
    public async Task For_AWS_the_variables_are_those_of_its_tools()
    {
        using TestCli cli = new();
        await cli.Stop.CancelAsync();

        CliResult result = await cli.RunAsync("sandbox --cloud aws --boot 2s --rate-limit off");

        result.ExitCode.Should().Be(0, result.Error);
        result.Out.Should().Be(
            "Sandbox listening on http://127.0.0.1:9\nOpen this URL in a browser for a live view.\n"
                + "export AWS_ACCESS_KEY_ID=sandbox AWS_REGION=us-east-1 AWS_SECRET_ACCESS_KEY=test AWS_ENDPOINT_URL=http://127.0.0.1:9\n");
        AwsSandboxOptions options = cli.OtherSandboxes.Should().ContainSingle().Which.Should().BeOfType<AwsSandboxOptions>().Subject;
        (options.Boot, options.Throttle).Should().Be((TimeSpan.FromSeconds(2), false));
        options.StateFile.Should().EndWith(Path.Combine(".stagecraft", "sandbox-aws.db"));
        (await cli.RunAsync("sandbox --cloud aws --droplet-limit 3")).Error.Should().Contain("vcpu_limit");
    }

    [Fact] // infra.md 7.1.1
    public async Task For_AWS_no_real_credentials_are_read()
    {
        using TestCli cli = new(Repository.Read("examples", "aws", "stagecraft.yml")) { CreateProviders = CloudProviders.Create };
        cli.Variables["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE";
        List<string> read = [];
        cli.Read = read.Add;

        await cli.RunAsync("infra plan -e staging --sandbox");

        AwsSandboxOptions options = cli.OtherSandboxes.Should().ContainSingle().Which.Should().BeOfType<AwsSandboxOptions>().Subject;
        (options.AccountId, options.KeyPairs[0], options.SecurityGroups[0]).Should().Be(("123456789012", "my-ssh-key", "default"));
        read.Should().NotContain(v => v.StartsWith("AWS_", StringComparison.Ordinal));
    }
}
