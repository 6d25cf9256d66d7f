using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 5 and 8, spec/cli/output.md 6.</summary>
public sealed class ErrorTests : IDisposable
{
    private const string Token = "dop_v1_secret";

    private readonly TestCli _cli = new();

    public ErrorTests() => _cli.Variables["DO_TOKEN"] = Token;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Problems_have_place_path_and_hint()
    {
        _cli.Provider.PlanFailure = Several();
        CliResult result = await _cli.RunAsync("infra plan -e prod -v");
        result.ExitCode.Should().Be(3);
        Golden.Match("errors.stderr.txt", result.Error);
        result.Out.Should().BeEmpty();
    }

    [Fact]
    public async Task Json_tells_them_on_stdout_as_well()
    {
        _cli.Provider.PlanFailure = Several();
        CliResult result = await _cli.RunAsync("infra plan -e prod -o json");
        result.ExitCode.Should().Be(3);
        Golden.Match("errors.json", result.Out);
        result.Error.Should().Contain("error: ").And.NotContain("request id");
    }

    [Fact]
    public async Task Problems_that_differ_only_in_their_messages_share_the_hint_in_natural_order()
    {
        SourceLocation place = new("stagecraft.yml", 3, 5);
        Problem first = new(ErrorCodes.MachineExists, "app-1 exists", "rename it", place, "a");
        Problem[] problems = [first, first with { Message = "app-10 exists" }, first with { Message = "app-2 exists" }];
        _cli.Provider.PlanFailure = new CloudProviderException("digitalocean", [.. problems, first with { Hint = "other" }]);
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.Error.Split('\n').Where(l => l.StartsWith("hint", StringComparison.Ordinal) || l.Contains("error", StringComparison.Ordinal))
            .Should().Equal(
                "stagecraft.yml:3:5: error: app-1 exists [a]",
                "stagecraft.yml:3:5: error: app-2 exists [a]",
                "stagecraft.yml:3:5: error: app-10 exists [a]",
                "hint: rename it",
                "stagecraft.yml:3:5: error: app-1 exists [a]",
                "hint: other");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_code_has_its_exit_code(string code, int exitCode)
    {
        _cli.Provider.PlanFailure = new CloudProviderException("digitalocean", new Problem(code, "it failed"));
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.ExitCode.Should().Be(exitCode);
        result.Error.Should().Be("error: it failed\n");
    }

    public static TheoryData<string, int> Codes()
    {
        TheoryData<string, int> data = new TheoryData<string, int>();
        foreach (string code in ErrorCodes.All)
        {
            data.Add(code, ExitCodes.For(code));
        }

        return data;
    }

    [Fact]
    public async Task An_unexpected_failure_is_one_line_without_the_token()
    {
        _cli.Provider.PlanFailure = new FormatException($"The format of value 'Bearer {Token}' is invalid.");
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.ExitCode.Should().Be(1);
        result.Error.Should().Be(
            "error: unexpected failure: FormatException: The format of value 'Bearer ***' is invalid.\nhint: run it with --verbose for "
                + "details\n");
    }

    /// <summary>spec/cli/infra.md 8.1.</summary>
    [Theory]
    [InlineData("https_proxy", "someone:hunter%2F22")]
    [InlineData("HTTP_PROXY", "hunter/22")]
    [InlineData("ALL_PROXY", "hunter%2F22")]
    public async Task An_unexpected_failure_shows_no_password_of_a_proxy(string variable, string shown)
    {
        _cli.Variables[variable] = "http://someone:hunter%2F22@proxy:3128";
        _cli.Provider.PlanFailure = new FormatException($"via {shown} end");

        CliResult result = await _cli.RunAsync("infra plan -e prod -v");

        result.Error.Should().Contain("FormatException: via *** end").And.NotContain("hunter");
    }

    [Fact]
    public async Task Its_details_have_no_token_either()
    {
        _cli.Provider.PlanFailure = new InvalidOperationException("outer", new FormatException(Token));
        CliResult result = await _cli.RunAsync("infra plan -e prod -v -o json");
        result.Error.Should().Contain("FormatException: ***").And.NotContain(Token);
        result.Out.Should().NotContain(Token);
        result.ErrorCode.Should().Be("internal");
    }

    [Fact]
    public async Task A_missing_file_is_a_config_error()
    {
        CliResult result = await _cli.RunAsync("infra", "plan", "-c", Path.Combine(_cli.Folder, "no.yml"));
        result.ExitCode.Should().Be(3);
        result.Error.Should().Be(
            "no.yml:1:1: error: the config file does not exist\nhint: create it with `stagecraft init -c no.yml`, "
            + "or name another file with -c\n");
    }

    [Fact]
    public async Task An_unknown_provider_is_named_with_the_known_ones()
    {
        using TestCli cli = new TestCli("cloud: { provider: nimbus, providers: { nimbus: { hosts: { prod: {} } } } }");
        CliResult result = await cli.RunAsync("infra plan -e prod");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("unknown cloud provider 'nimbus' (known: digitalocean)");
    }

    [Fact]
    public async Task Messages_cannot_command_the_terminal()
    {
        _cli.Provider.PlanFailure = new CloudProviderException(
            "digitalocean", new Problem(ErrorCodes.ApiError, "\u001b]0;x\u0007 [red]\nno"));
        (await _cli.RunAsync("infra plan -e prod")).Error.Should().Be("error: ?]0;x? [red]?no\n");
    }

    private static CloudProviderException Several() => new(
        "digitalocean",
        [
            new Problem(ErrorCodes.SshKeyNotFound, "SSH key 'my-ssh-key' not found in DigitalOcean account", RequestId: "req-1"),
            new Problem(
                ErrorCodes.ConfigInvalid,
                "invalid config: no size 's-2vcpu-4bg'",
                "did you mean 's-2vcpu-4gb'?",
                new SourceLocation("stagecraft.yml", 9, 21),
                "cloud.providers.digitalocean.default_size"),
        ]);
}
