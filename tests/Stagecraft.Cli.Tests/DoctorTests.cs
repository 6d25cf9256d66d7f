using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 11, output.md 10.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly Diagnosis[] Mixed =
    [
        new("token", DiagnosisOutcome.Ok, "variable DO_TOKEN is set"),
        new("clock", DiagnosisOutcome.Warning, "the local clock is 90 s behind the API's", "set the clock"),
        new("ssh_key", DiagnosisOutcome.Failed, "SSH key 'my-ssh-key' not found in DigitalOcean account",
            "did you mean 'my-key'?", ErrorCodes.SshKeyNotFound,
            "req-1"),
        new("write_scopes", DiagnosisOutcome.Unknown, "cannot be checked without writing"),
    ];

    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Text_is_a_line_a_check_with_a_remedy()
    {
        _cli.Provider.DiagnosticResults = Mixed;
        CliResult result = await _cli.RunAsync("doctor -v");
        result.ExitCode.Should().Be(4);
        Golden.Match("doctor.txt", result.Out);
    }

    [Fact]
    public async Task Json_has_every_field()
    {
        _cli.Provider.DiagnosticResults = Mixed;
        CliResult result = await _cli.RunAsync("doctor -o json");
        result.ExitCode.Should().Be(4);
        Golden.Match("doctor.json", result.Out);
    }

    [Fact] // 11.2
    public async Task Warnings_are_no_failure()
    {
        _cli.Provider.DiagnosticResults = [Mixed[0], Mixed[1], Mixed[3]];
        (await _cli.RunAsync("doctor")).ExitCode.Should().Be(0);
        _cli.Provider.Asked!.Project.Should().Be("shop");
    }

    [Fact] // 11.1
    public async Task A_wrong_file_hides_no_check_of_the_account()
    {
        _cli.Provider.Problems = [new Problem(ErrorCodes.ConfigInvalid, "invalid config: something")];
        _cli.Provider.DiagnosticResults = Mixed;
        CliResult result = await _cli.RunAsync("doctor");
        result.ExitCode.Should().Be(3, "3 before 4");
        result.Out.Should().StartWith("fail     file").And.Contain("ssh_key");
    }

    [Theory] // 11.1.1
    [InlineData("--sandbox", null)]
    [InlineData("", "http://127.0.0.1:8080")]
    public async Task In_a_sandbox_the_real_account_is_not_checked(string option, string? api)
    {
        _cli.Variables["DIGITALOCEAN_API_URL"] = api ?? "";
        _cli.Provider.DiagnosticResults = [.. Mixed, new Diagnosis("duplicates", DiagnosisOutcome.Ok, "no host has duplicates")];
        CliResult result = await _cli.RunAsync($"doctor {option}");
        result.Out.Should().Contain("ok       duplicates  no host").And.Contain("fail     ssh_key ").And.NotContain("is set").And.EndWith(
            "skipped  3 checks    a sandbox has no real credentials and no real account: token, clock, write_scopes\n\n"
                + "6 checks: 2 ok, 1 fail, 3 skipped.\n");
        CliResult json = await _cli.RunAsync($"doctor {option} -o json");
        json.Json.GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("message").GetString() == "not checked (sandbox)")
            .Select(c => (c.GetProperty("check").GetString(), c.GetProperty("outcome").GetString()))
            .Should().Equal(("token", "unknown"), ("clock", "unknown"), ("write_scopes", "unknown"));
    }

    [Fact]
    public void The_checks_of_a_real_AWS_account_exist() =>
        Cloud.Clouds.Of("aws").ChecksOfRealAccount.Where(
            c => !Repository.Read("spec", "providers", "cloud", "aws.md").Contains($" `{c}`", StringComparison.Ordinal))
            .Should().BeEmpty();

    [Fact]
    public void The_checks_of_a_real_account_exist() =>
        Cloud.Clouds.Default.ChecksOfRealAccount.Where(
            c => !Repository.Read("spec", "providers", "cloud", "digitalocean.md").Contains($" `{c}`", StringComparison.Ordinal))
            .Should().BeEmpty();

    [Fact]
    public async Task A_missing_file_says_how_to_get_one()
    {
        File.Delete(_cli.ConfigFile);
        CliResult result = await _cli.RunAsync("doctor");
        result.ExitCode.Should().Be(3);
        result.Out.Should().Contain("hint: create it with `stagecraft init`, or name another file with -c\n")
            .And.Contain("unknown  account");
    }
}
