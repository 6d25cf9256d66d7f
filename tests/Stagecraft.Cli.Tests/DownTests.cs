using Microsoft.Extensions.Time.Testing;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 3.2, 3.3, 4.4, 5.6.</summary>
public sealed class DownTests : IDisposable
{
    private readonly TestCli _cli = new();

    public DownTests()
    {
        _cli.Provider.Plan = Samples.Of(
            HostChange.Delete(Samples.Old with { Reason = DeleteReason.Down })) with
        { Cost = new("USD", 6m, 0m) };
        _cli.Provider.Report = new ApplyReport([new HostOutcome("old-1", "prod-old-1", OutcomeKind.Deleted, new ResourceId("1001"))]);
        _cli.Provider.ApplyEvents =
        [
            new HostDeleting("old-1", "prod-old-1", new ResourceId("1001"), DeleteReason.Down),
            new HostDeleted("old-1", "prod-old-1", new ResourceId("1001"), DeleteReason.Down),
        ];
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("down")]
    [InlineData("destroy")]
    public async Task With_yes_it_deletes_without_allow_delete(string verb)
    {
        CliResult result = await _cli.RunAsync($"infra {verb} -e prod --yes");
        result.ExitCode.Should().Be(0);
        _cli.Provider.Planned!.Intent.Should().Be(PlanIntent.Down);
        Golden.Match("down.stdout.txt", result.Out);
        Golden.Match("down.stderr.txt", result.Error);
    }

    [Fact]
    public async Task Json_is_a_stream()
    {
        _cli.Time = new FakeTimeProvider();
        CliResult result = await _cli.RunAsync("infra down -e prod --yes -o json");
        result.ExitCode.Should().Be(0);
        Golden.Match("down.jsonl", result.Out);
        result.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task It_never_guesses_the_environment()
    {
        using TestCli cli = new TestCli(Samples.OneEnvironment);
        CliResult result = await cli.RunAsync("infra down --yes");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("'down' requires the name of the environment").And.Contain("declared: staging");
        cli.Provider.Planned.Should().BeNull();
    }

    [Fact]
    public async Task The_variable_names_it_too()
    {
        _cli.Variables["STAGECRAFT_ENV"] = "prod";
        (await _cli.RunAsync("infra down --yes")).ExitCode.Should().Be(0);
        _cli.Provider.Planned!.Environment.Should().Be("prod");
    }

    [Fact]
    public async Task It_works_for_an_environment_that_the_file_does_not_declare()
    {
        CliResult result = await _cli.RunAsync("infra down -e pr-123 --yes");
        result.ExitCode.Should().Be(0);
        _cli.Provider.Planned!.Environment.Should().Be("pr-123");
        result.Error.Should().Contain("warning: stagecraft.yml does not declare environment 'pr-123' (declared: staging, prod)\n");
    }

    [Fact]
    public async Task A_misspelled_environment_has_a_warning_with_the_nearest_name()
    {
        CliResult result = await _cli.RunAsync("infra down -e stagin --yes");
        result.ExitCode.Should().Be(0);
        result.Error.Should().Contain(
            "warning: stagecraft.yml does not declare environment 'stagin' (declared: staging, prod); did you mean 'staging'?\n");
    }

    [Theory]
    [InlineData("prod", 0)]
    [InlineData(" prod ", 0)]
    [InlineData("PROD", 5)]
    [InlineData("yes", 5)]
    [InlineData("", 5)]
    public async Task At_a_terminal_the_name_is_typed(string typed, int exitCode)
    {
        _cli.IsTerminal = true;
        _cli.In = new StringReader(typed + "\n");
        CliResult result = await _cli.RunAsync("infra down -e prod --no-color");
        result.ExitCode.Should().Be(exitCode);
        result.Error.Should().Contain("To delete 1 droplet, enter the environment name");
        (_cli.Provider.Applied is not null).Should().Be(exitCode == 0);
    }

    [Fact]
    public async Task Without_terminal_and_yes_it_is_refused_naming_the_droplets()
    {
        _cli.In = new ForbiddenReader();
        CliResult result = await _cli.RunAsync("infra down -e prod");
        result.ExitCode.Should().Be(5);
        result.Error.Should().Contain("old-1 (prod-old-1, id 1001)")
            .And.EndWith("hint: to delete without confirmation: `stagecraft infra down -e prod --yes`\n");
        _cli.Provider.Applied.Should().BeNull();
    }

    [Fact]
    public async Task Nothing_to_delete_needs_no_yes()
    {
        _cli.Provider.Plan = Samples.Of();
        _cli.Provider.Report = new ApplyReport([]);
        CliResult result = await _cli.RunAsync("infra down -e prod");
        result.ExitCode.Should().Be(0);
        result.Out.Should().Be("Nothing to delete.\nNo droplets of prod are left.\n");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_does_not_say_that_nothing_is_left_while_another_project_has_droplets(bool empty)
    {
        PlanWarning other = new("other_project", "2 droplets of prod belong to another project");
        _cli.Provider.Plan = _cli.Provider.Plan with { Warnings = [other], Changes = empty ? [] : _cli.Provider.Plan.Changes };
        CliResult result = await _cli.RunAsync("infra down -e prod --yes");
        result.ExitCode.Should().Be(0);
        result.Out.Should().NotContain("are left");
        result.Error.Should().Contain("warning: 2 droplets of prod belong to another project\n");
    }

    [Fact]
    public async Task It_does_not_say_that_nothing_is_left_while_something_is_kept()
    {
        _cli.Provider.Report = new ApplyReport([new HostOutcome("old-1", "prod-old-1", OutcomeKind.Kept, new ResourceId("1001"))]);
        (await _cli.RunAsync("infra down -e prod --yes")).Out.Should().NotContain("are left");
    }

    [Fact]
    public async Task Dry_run_plans_to_clear()
    {
        CliResult result = await _cli.RunAsync("infra down -e prod --dry-run -o json");
        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("changes")[0].GetProperty("reason").GetString().Should().Be("down");
        _cli.Provider.Planned!.Intent.Should().Be(PlanIntent.Down);
        _cli.Provider.Applied.Should().BeNull();
    }
}
