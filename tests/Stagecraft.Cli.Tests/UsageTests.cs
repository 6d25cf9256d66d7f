using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 2.6 and 2.7.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    /// <summary>infra.md 2.6: a value after <c>=</c> can be any text, so that scripts can pass names.</summary>
    [Fact]
    public async Task A_value_after_an_equals_sign_can_begin_with_dashes() =>
        (await _cli.RunAsync("infra plan --env=--help")).Error.Should().Contain("does not declare environment '--help'");

    [Theory]
    [InlineData(
        "",
        "'stagecraft' needs a command: init, validate, infra, doctor, sandbox, schema, completions, help, version",
        "see 'stagecraft --help'")]
    [InlineData(
        "infra",
        "'stagecraft infra' needs a command: plan, up, down, hosts, adopt, forget, rename, unprotect, reserve, ssh",
        "see 'stagecraft infra --help'")]
    [InlineData("validte", "'stagecraft' has no command 'validte'", "did you mean 'validate'? see 'stagecraft --help'")]
    [InlineData("infra pln", "'stagecraft infra' has no command 'pln'", "did you mean 'plan'? see 'stagecraft infra --help'")]
    [InlineData(
        "infra plan --verbos",
        "'stagecraft infra plan' has no option '--verbos'",
        "did you mean '--verbose'? see 'stagecraft infra plan --help'")]
    [InlineData(
        "infra up --alow-delete=x",
        "'stagecraft infra up' has no option '--alow-delete'",
        "did you mean '--allow-delete'? see 'stagecraft infra up --help'")]
    [InlineData(
        "infra protect db-1",
        "'stagecraft infra' has no command 'protect'",
        "to protect a host, declare `protected: true` in the config file; see 'stagecraft infra --help'")]
    [InlineData("infra plan --yes", "'stagecraft infra plan' has no option '--yes'", "see 'stagecraft infra plan --help'")]
    [InlineData(
        "infra up --auto-approve -e prod",
        "'stagecraft infra up' has no option '--auto-approve'",
        "did you mean `stagecraft infra up --yes -e prod`? see 'stagecraft infra up --help'")]
    [InlineData(
        "apply -auto-approve --environment=prod",
        "'stagecraft infra up' has no option '-auto-approve'",
        "did you mean `stagecraft apply --yes -e prod`? see 'stagecraft infra up --help'")]
    [InlineData(
        "destroy -auto-approve",
        "'stagecraft infra down' has no option '-auto-approve'",
        "did you mean `stagecraft destroy --yes -e NAME`? see 'stagecraft infra down --help'")]
    [InlineData(
        "destroy -auto-approve -e prod",
        "'stagecraft infra down' has no option '-auto-approve'",
        "did you mean `stagecraft destroy --yes -e prod`? see 'stagecraft infra down --help'")]
    [InlineData(
        "infra plan --environment prod",
        "'stagecraft infra plan' has no option '--environment'",
        "did you mean `stagecraft infra plan -e prod`? see 'stagecraft infra plan --help'")]
    [InlineData(
        "plan -y -e prod",
        "'stagecraft infra plan' has no option '-y'",
        "did you mean `stagecraft plan -e prod`? see 'stagecraft infra plan --help'")]
    [InlineData(
        "infra ls -e prod --sandbox",
        "'stagecraft infra' has no command 'ls'",
        "did you mean `stagecraft infra hosts -e prod --sandbox`? see 'stagecraft infra --help'")]
    [InlineData(
        "forget db-1 -e prod",
        "'stagecraft' has no command 'forget'",
        "did you mean `stagecraft infra forget db-1 -e prod`? see 'stagecraft --help'")]
    [InlineData(
        "ssh app-1 -e prod -- uptime -p",
        "'stagecraft' has no command 'ssh'",
        "did you mean `stagecraft infra ssh app-1 -e prod -- uptime -p`? see 'stagecraft --help'")]
    [InlineData("forget", "'stagecraft' has no command 'forget'", "see 'stagecraft --help'")]
    [InlineData("list", "'stagecraft' has no command 'list'", "did you mean `stagecraft hosts`? see 'stagecraft --help'")]
    [InlineData(
        "plan --auto-approve",
        "'stagecraft infra plan' has no option '--auto-approve'",
        "see 'stagecraft infra plan --help'")]
    [InlineData("help infra pla", "'stagecraft infra' has no command 'pla'", "did you mean 'plan'? see 'stagecraft infra --help'")]
    [InlineData("infra plan extra", "'stagecraft infra plan' has no argument 'extra'", "see 'stagecraft infra plan --help'")]
    [InlineData("infra plan @file", "'stagecraft infra plan' has no argument '@file'", "see 'stagecraft infra plan --help'")]
    [InlineData("infra plan -e a -e b", "option '-e' expects a single argument but 2 were provided", "see 'stagecraft infra plan --help'")]
    [InlineData(
        "plan --target --sandbox",
        "required argument missing for option: '--target', followed by '--sandbox'",
        "see 'stagecraft infra plan --help'")]
    [InlineData(
        "plan -e --sandbox",
        "required argument missing for option: '--env', followed by '--sandbox'",
        "see 'stagecraft infra plan --help'")]
    [InlineData(
        "plan --sandbox -e prod --out -v",
        "required argument missing for option: '--out', followed by '-v'",
        "see 'stagecraft infra plan --help'")]
    [InlineData("infra plan -e", "required argument missing for option: '-e'", "see 'stagecraft infra plan --help'")]
    [InlineData("validate -o xml", "'xml' is not an output format of 'stagecraft validate'", "use text or json")]
    [InlineData("infra plan -e prod -o xml", "'xml' is not an output format of 'stagecraft infra plan'", "use text, json or markdown")]
    [InlineData("infra plan -vq", "--verbose and --quiet cannot be combined", null)]
    [InlineData("infra up -e prod -o markdown", "-o markdown needs --dry-run", "it shows a plan; a run is written as text or json")]
    [InlineData("infra down -e prod -o markdown --yes", "-o markdown needs --dry-run", "it shows a plan; a run is written as text or json")]
    [InlineData("infra up --allow-delete --no-delete", "--allow-delete and --no-delete cannot be combined", null)]
    [InlineData("sandbox --port 65536", "invalid value '65536' for --port", "expected an integer from 1 to 65535")]
    [InlineData("sandbox --port 0", "invalid value '0' for --port", "expected an integer from 1 to 65535")]
    [InlineData("sandbox --listen 8080", "'8080' is not an IP address", "for example 127.0.0.1, ::1 or 0.0.0.0")]
    [InlineData("sandbox --listen 127.1", "'127.1' is not an IP address", "for example 127.0.0.1, ::1 or 0.0.0.0")]
    [InlineData("sandbox --listen [::1]:80", "'[::1]:80' is not an IP address", "for example 127.0.0.1, ::1 or 0.0.0.0")]
    [InlineData("sandbox --listen localhost", "'localhost' is not an IP address", "for example 127.0.0.1, ::1 or 0.0.0.0")]
    [InlineData(
        "sandbox --listen 0.0.0.0", "other machines can reach 0.0.0.0", "to permit this, add --allow-remote; access is not restricted")]
    [InlineData("sandbox --listen ::", "other machines can reach ::", "to permit this, add --allow-remote; access is not restricted")]
    [InlineData(
        "sandbox --allow-remote", "--allow-remote has no effect at 127.0.0.1", "add an address that others can reach: --listen 0.0.0.0")]
    [InlineData(
        "sandbox --allow-remote --listen ::1",
        "--allow-remote has no effect at ::1",
        "add an address that others can reach: --listen 0.0.0.0")]
    [InlineData("sandbox --droplet-limit -1", "invalid value '-1' for --droplet-limit", "expected an integer of 0 or more")]
    [InlineData("sandbox --droplet-limit many", "invalid value 'many' for --droplet-limit", "expected an integer of 0 or more")]
    [InlineData(
        "sandbox --fault f.yml",
        "'stagecraft sandbox' has no option '--fault'",
        "did you mean '--faults'? see 'stagecraft sandbox --help'")]
    [InlineData("sandbox --boot 8", "'8' is not a duration", "for example 500ms, 8s, 2m or 1h")]
    [InlineData("sandbox --rate-limit maybe", "'maybe' is neither on nor off", null)]
    [InlineData("sandbox -e prod", "--env does not apply to 'stagecraft sandbox'", null)]
    [InlineData("sandbox --sandbox", "--sandbox does not apply to 'stagecraft sandbox'", null)]
    [InlineData(
        "sandbox --sandbox-state x",
        "--sandbox-state does not apply to 'stagecraft sandbox'",
        "to choose the state: `stagecraft sandbox --state FILE`")]
    public async Task Mistakes_are_told_in_one_line_with_a_hint(string commandLine, string message, string? hint)
    {
        CliResult result = await _cli.RunAsync(commandLine);
        result.ExitCode.Should().Be(3);
        result.Error.Should().Be($"error: {message}\n" + (hint is null ? "" : $"hint: {hint}\n"));
        result.Out.Should().BeEmpty();
        _cli.Provider.Context.Should().BeNull();
        _cli.Sandboxes.Should().BeEmpty();
    }

    [Theory]
    [InlineData("-o json infra plan --nope")]
    [InlineData("infra up --nope -o json")]
    [InlineData("infra -o=json")]
    public async Task With_json_a_mistake_is_a_document_too(string commandLine)
    {
        CliResult result = await _cli.RunAsync(commandLine);
        result.ExitCode.Should().Be(3);
        result.ErrorCode.Should().Be("usage");
        result.Out.TrimEnd('\n').Contains('\n').Should().Be(!commandLine.Contains("infra up"));
    }

    [Theory] // 8.1
    [InlineData("§")]
    [InlineData("infra §")]
    [InlineData("infra plan §")]
    [InlineData("infra plan --§")]
    [InlineData("infra plan --token=§", false)]
    [InlineData("infra plan -e §")]
    [InlineData("infra plan -e a -e §", false)]
    [InlineData("infra plan -c §")]
    [InlineData("infra plan -o §")]
    [InlineData("infra plan -e § -v -o json")]
    [InlineData("validate -e §")]
    [InlineData("validate -e § -o json")]
    [InlineData("validate -c § -o json")]
    [InlineData("sandbox --port §")]
    [InlineData("sandbox --listen §")]
    [InlineData("sandbox --boot §")]
    [InlineData("sandbox --rate-limit §")]
    [InlineData("sandbox --droplet-limit §")]
    [InlineData("sandbox --faults §")]
    public async Task A_token_where_it_does_not_belong_is_not_repeated(string commandLine, bool isNamed = true)
    {
        foreach (string kind in (string[])["dop_v1_", "doo_v1_", "DOR_V1_"])
        {
            CliResult result = await _cli.RunAsync(commandLine.Replace("§", kind + "0123456789abcdef", StringComparison.Ordinal));
            (result.Out + result.Error).Should().NotContain("0123456789abcdef");
            result.Error.Contains(kind + "***", StringComparison.Ordinal).Should().Be(isNamed);
        }
    }

    [Fact]
    public async Task An_empty_value_is_none()
    {
        CliResult result = await _cli.RunAsync("infra", "plan", "-e", "");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Be("error: --env needs a value\n");
    }

    [Theory]
    [InlineData("http://198.51.100.1")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("api.digitalocean.com")]
    [InlineData("https://user:pa55@api.example")]
    [InlineData("https://api.example/?x=1")]
    public async Task A_bad_API_address_is_a_mistake_and_is_not_repeated(string address)
    {
        _cli.Variables["DIGITALOCEAN_API_URL"] = address;
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.ExitCode.Should().Be(3);
        result.Error.Should().StartWith("error: DIGITALOCEAN_API_URL ").And.NotContain("pa55");
        _cli.Provider.Context.Should().BeNull();
    }

    [Theory]
    [InlineData("https://api.example/base/")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://[::1]:8080/")]
    public async Task A_good_API_address_reaches_the_provider(string address)
    {
        _cli.Variables["DIGITALOCEAN_API_URL"] = address;
        (await _cli.RunAsync("infra plan -e prod")).ExitCode.Should().Be(0);
        _cli.Provider.Context!.ApiUrl.Should().Be(new Uri(address));
    }
}
