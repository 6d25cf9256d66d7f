using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 4 and 5, spec/cli/output.md 3 and 4.</summary>
public sealed class UpTests : IDisposable
{
    private readonly TestCli _cli = new();

    public UpTests()
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2]);
        _cli.Provider.Report = new ApplyReport([Samples.Created]);
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("up")]
    [InlineData("apply")]
    public async Task With_yes_creates_are_done_unasked(string verb)
    {
        CliResult result = await _cli.RunAsync($"infra {verb} -e prod --yes");
        result.ExitCode.Should().Be(0);
        _cli.Provider.Applied!.Plan.ToCreate.Should().ContainSingle();
        result.Out.Should().Contain("app-2  2001  203.0.113.7  10.0.0.7  created  -\n").And.Contain("Done: 1 created.\n");
        result.Error.Should().Contain("Plan: 1 to create");
    }

    [Fact]
    public async Task Without_terminal_and_yes_it_is_refused_and_nothing_is_read()
    {
        _cli.In = new ForbiddenReader();
        CliResult result = await _cli.RunAsync("infra up -e prod");
        result.ExitCode.Should().Be(5);
        result.Error.Should().Contain(
            "error: cannot ask for confirmation: not an interactive terminal\n"
                + "hint: to apply without confirmation: `stagecraft infra up -e prod --yes`\n");
        result.Out.Should().BeEmpty();
        _cli.Provider.Applied.Should().BeNull();
    }

    [Theory]
    [InlineData("yes", 0)]
    [InlineData("  YES ", 0)]
    [InlineData("y", 0)]
    [InlineData("Y", 0)]
    [InlineData("ye", 5)]
    [InlineData("n", 5)]
    [InlineData("", 5)]
    [InlineData(null, 5)]
    public async Task At_a_terminal_creates_need_a_typed_yes(string? typed, int exitCode)
    {
        AtTerminal(typed);
        CliResult result = await _cli.RunAsync("infra up -e prod");
        result.ExitCode.Should().Be(exitCode);
        (_cli.Provider.Applied is not null).Should().Be(exitCode == 0);
        result.Error.Should().Contain("Enter 'yes' or 'y' to apply");
    }

    [Theory]
    [InlineData("yes", 5)]
    [InlineData("y", 5)]
    [InlineData("delete", 5)]
    [InlineData("delete 1", 5)]
    [InlineData("delete 2", 0)]
    [InlineData("Delete  2", 0)]
    public async Task At_a_terminal_deletes_need_their_number_typed(string typed, int exitCode)
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2], [Samples.Twin, Samples.Old]);
        AtTerminal(typed);
        CliResult result = await _cli.RunAsync("infra up -e prod");
        result.ExitCode.Should().Be(exitCode);
        (_cli.Provider.Applied is not null).Should().Be(exitCode == 0);
        result.Error.Should().Contain("Enter 'delete 2' to apply");
    }

    [Fact]
    public async Task At_a_terminal_allow_delete_leaves_a_yes()
    {
        _cli.Provider.Plan = Samples.Plan(delete: [Samples.Old]);
        AtTerminal("yes");
        (await _cli.RunAsync("infra up -e prod --allow-delete")).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_yes_deletes_are_refused_by_name_at_a_terminal_too(bool terminal)
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2], [Samples.Twin, Samples.Old with { Name = null, MachineName = "prod-" }]);
        _cli.IsTerminal = terminal;
        _cli.In = new ForbiddenReader();
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --no-color");
        result.ExitCode.Should().Be(5);
        _cli.Provider.Applied.Should().BeNull();
        result.Error.Should().Contain("error: the plan deletes 2 droplets: prod- (id 1001), app-1 (prod-app-1, id 1002)\n")
            .And.Contain("--allow-delete").And.Contain("--no-delete");
    }

    [Fact]
    public async Task All_missing_confirmations_are_named_together()
    {
        _cli.Provider.Plan = Samples.Plan(delete: [Samples.Old]);
        CliResult result = await _cli.RunAsync("infra up -e prod -o json");
        result.ExitCode.Should().Be(5);
        result.Lines.Should().ContainSingle();
        JsonElement error = result.Lines[0].GetProperty("errors").EnumerateArray().Should().ContainSingle().Subject;
        error.GetProperty("message").GetString().Should().Be(
            "cannot ask for confirmation: not an interactive terminal, and the plan deletes 1 droplet: old-1 (prod-old-1, id 1001)");
        error.GetProperty("hint").GetString().Should().Be(
            "to permit deletions: `stagecraft infra up -e prod --yes --allow-delete`; or pass --no-delete to skip them");
        result.ErrorCode.Should().Be(ErrorCodes.Refused);
        _cli.Provider.Applied.Should().BeNull();
    }

    [Fact]
    public async Task With_yes_and_allow_delete_everything_is_done()
    {
        _cli.Provider.Plan = Samples.Full();
        (await _cli.RunAsync("infra up -e prod --yes --allow-delete")).ExitCode.Should().Be(0);
        _cli.Provider.Applied!.Plan.ToDelete.Should().HaveCount(3);
    }

    [Fact]
    public async Task No_delete_does_the_creates_and_names_the_rest()
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2], [Samples.Old]);
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --no-delete");
        result.ExitCode.Should().Be(0);
        _cli.Provider.Applied!.Plan.ToDelete.Should().BeEmpty();
        _cli.Provider.Applied.Plan.ToCreate.Should().ContainSingle();
        _cli.Provider.Applied.Plan.Fingerprint.Should().Be(_cli.Provider.Plan.Fingerprint);
        result.Error.Should().Contain("note: skipped because of --no-delete: old-1 (prod-old-1, id 1001)\n").And.NotContain("Cost:");
    }

    [Fact]
    public async Task Nothing_to_do_needs_no_yes_and_is_still_made_sure_of()
    {
        _cli.Provider.Plan = Samples.Plan();
        _cli.Provider.Report = new ApplyReport([]);
        CliResult result = await _cli.RunAsync("infra up -e prod");
        result.ExitCode.Should().Be(0);
        _cli.Provider.Applied.Should().NotBeNull();
        result.Out.Should().Be("Nothing to do.\n");
    }

    [Fact]
    public async Task Drift_alone_is_done_and_said_on_stderr()
    {
        _cli.Provider.Plan = Samples.Plan(kept: [Samples.Drift]);
        CliResult result = await _cli.RunAsync("infra up -e prod");
        result.ExitCode.Should().Be(0);
        result.Error.Should().Contain("warning: drift not corrected: gateway-1 (size)\n");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" -o json", true)]
    public async Task Dry_run_is_the_plan_and_applies_nothing(string option, bool json)
    {
        _cli.Provider.Plan = Samples.Full();
        CliResult result = await _cli.RunAsync("infra up -e prod --dry-run" + option);
        result.ExitCode.Should().Be(0);
        Golden.Match(json ? "plan.json" : "plan.txt", result.Out);
        _cli.Provider.Applied.Should().BeNull();
    }

    [Fact]
    public async Task Events_are_a_line_each_on_stderr()
    {
        Partly();
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --allow-delete");
        result.ExitCode.Should().Be(10);
        Golden.Match("up.stdout.txt", result.Out);
        Golden.Match("up.stderr.txt", result.Error);
    }

    [Fact]
    public async Task Json_is_a_stream_from_start_to_summary()
    {
        _cli.Time = new FakeTimeProvider();
        Partly();
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --allow-delete -o json");
        result.ExitCode.Should().Be(10);
        Golden.Match("up.jsonl", result.Out);
        result.Lines.Select((l, i) => l.GetProperty("sequence").GetInt32() - i).Should().AllBeEquivalentTo(1);
        result.Error.Should().Contain("error: 1 of 4 hosts failed\n").And.NotContain("creating");
    }

    [Fact]
    public async Task Quiet_leaves_the_outcome()
    {
        _cli.Provider.ApplyEvents = Samples.Events;
        _cli.Provider.Plan = Samples.Plan([Samples.App2], warnings: [new("no_project", "no project is set")]);
        CliResult result = await _cli.RunAsync("infra up -e prod --yes -q");
        result.Error.Should().BeEmpty();
        result.Out.Should().Contain("Done: 1 created.");
    }

    [Fact]
    public async Task Who_is_asked_sees_the_plan_even_with_quiet_and_json()
    {
        AtTerminal("yes");
        CliResult result = await _cli.RunAsync("infra up -e prod -q -o json");
        result.Error.Should().Contain("app-2").And.Contain("Enter 'yes' or 'y'");
        result.Lines[0].GetProperty("type").GetString().Should().Be("start");
    }

    [Fact]
    public async Task A_failure_that_did_nothing_has_its_own_exit_code()
    {
        _cli.Provider.ApplyFailure = new CloudProviderException(
            "digitalocean",
            [new Problem(ErrorCodes.MachineExists, "droplet 'prod-app-2' already exists")],
            report: new ApplyReport([Samples.Failed]));
        CliResult result = await _cli.RunAsync("infra up -e prod --yes -o json");
        result.ExitCode.Should().Be(5);
        result.Lines[^1].GetProperty("exit_code").GetInt32().Should().Be(5);
    }

    [Fact]
    public async Task A_failure_as_a_whole_ends_the_stream_with_an_error()
    {
        _cli.Provider.ApplyFailure = new CloudProviderException("digitalocean", new Problem(ErrorCodes.PlanStale, "the account changed"));
        CliResult result = await _cli.RunAsync("infra up -e prod --yes -o json");
        result.ExitCode.Should().Be(5);
        result.Lines.Should().HaveCount(2);
        result.Lines[1].GetProperty("type").GetString().Should().Be("error");
        result.Lines[1].TryGetProperty("sequence", out _).Should().BeFalse();
    }

    [Fact]
    public async Task What_to_do_next_repeats_the_options()
    {
        Partly();
        CliResult result = await _cli.RunAsync("infra", "up", "-e", "prod", "--yes", "--allow-delete", "--sandbox", "-c", _cli.ConfigFile);
        result.Error.Should().Contain("`stagecraft infra plan -e prod -c stagecraft.yml --sandbox`");
    }

    [Fact]
    public async Task The_token_stays_out_of_the_stream()
    {
        _cli.Variables["DO_TOKEN"] = "dop_v1_secret";
        _cli.Provider.ApplyEvents = [new HostFailed("app-2", "prod-app-2", null, ErrorCodes.ApiError, "bad header dop_v1_secret")];
        (await _cli.RunAsync("infra up -e prod --yes -o json")).Out.Should().Contain("bad header ***").And.NotContain("dop_v1_secret");
    }

    [Fact]
    public async Task A_report_of_failures_is_never_taken_for_success()
    {
        _cli.Provider.Report = Samples.PartialReport;
        (await _cli.RunAsync("infra up -e prod --yes")).ExitCode.Should().Be(10);
    }

    [Fact]
    public async Task A_pipe_that_breaks_does_not_stop_the_run()
    {
        _cli.Provider.ApplyEvents = Samples.Events;
        _cli.Out = new BrokenWriter(after: 1);
        CliResult result = await _cli.RunAsync("infra up -e prod --yes -o json");
        result.ExitCode.Should().Be(1);
        _cli.Provider.Applied.Should().NotBeNull();
        result.Error.Should()
            .Contain("error: the output could not be written: no space left on device\n").And.Contain("Done: 1 created.\n");
    }

    private void Partly()
    {
        _cli.Provider.Plan = Samples.Full();
        _cli.Provider.ApplyEvents = Samples.Events;
        _cli.Provider.ApplyFailure = Samples.Partial(Samples.PartialReport);
    }

    private void AtTerminal(string? typed)
    {
        _cli.IsTerminal = true;
        _cli.Variables["NO_COLOR"] = "1";
        _cli.In = typed is null ? TextReader.Null : new StringReader(typed + "\n");
    }
}
