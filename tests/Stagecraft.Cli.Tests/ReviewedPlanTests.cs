using System.Text.Json;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md, 4.8 and 4.9.</summary>
public sealed class ReviewedPlanTests : IDisposable
{
    private static readonly HostDeletion Cleared = Samples.Old with { Reason = DeleteReason.Down };

    private static readonly InfraPlan Clear = Samples.Of(HostChange.Delete(Cleared));

    private readonly TestCli _cli = new();

    public ReviewedPlanTests() => _cli.In = new ForbiddenReader();

    private string PlanFile => Path.Combine(_cli.Folder, "plan.json");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Out_keeps_the_very_bytes_of_the_json_beside_what_is_printed()
    {
        _cli.Provider.Plan = Samples.Full();
        CliResult json = await _cli.RunAsync("infra plan -e prod -o json");
        CliResult kept = await _cli.RunAsync($"infra plan -e prod --out {PlanFile}");
        kept.ExitCode.Should().Be(0);
        File.ReadAllText(PlanFile).Should().Be(json.Out);
        Golden.Match("plan.txt", kept.Out);
        kept.Error.Should().Contain("note: the plan is in plan.json; to apply exactly this plan: `stagecraft infra up --plan plan.json`\n");
        Directory.GetFiles(_cli.Folder).Should().HaveCount(2, "nothing half written is left");
    }

    [Fact]
    public async Task Out_replaces_a_plan_and_keeps_a_link()
    {
        string link = Path.Combine(_cli.Folder, "link.json");
        File.CreateSymbolicLink(link, PlanFile);
        (await _cli.RunAsync($"infra plan -e prod --out {PlanFile}")).ExitCode.Should().Be(0);
        _cli.Provider.Plan = Samples.Full();
        (await _cli.RunAsync($"infra plan -e prod --out {link} --detailed-exitcode")).ExitCode.Should().Be(2);
        new FileInfo(link).LinkTarget.Should().NotBeNull();
        InfraPlanJson.Read(PlanFile).ToCreate.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("stagecraft.yml", "exists and is not a plan file, so it is not overwritten")]
    [InlineData("empty.json", "exists and is not a plan file, so it is not overwritten")]
    [InlineData("/dev/null", "exists and is not a plan file, so it is not overwritten")]
    [InlineData("missing/plan.json", "the directory of")]
    [InlineData(".", "is a directory")]
    public async Task Out_overwrites_nothing_else_and_nothing_is_read_by_then(string name, string message)
    {
        File.WriteAllText(Path.Combine(_cli.Folder, "empty.json"), "");
        string before = File.ReadAllText(_cli.ConfigFile);
        CliResult result = await _cli.RunAsync("infra", "plan", "-e", "prod", "--out", Path.Combine(_cli.Folder, name));
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("error: --out: ").And.Contain(message);
        _cli.Provider.Planned.Should().BeNull();
        File.ReadAllText(_cli.ConfigFile).Should().Be(before);
    }

    [Fact]
    public async Task The_file_has_the_permissions_that_the_umask_gives()
    {
        await _cli.RunAsync($"infra plan -e prod --out {PlanFile}");
        string other = Path.Combine(_cli.Folder, "other");
        await File.WriteAllTextAsync(other, "");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(PlanFile).Should().Be(File.GetUnixFileMode(other));
        }
    }

    [Fact]
    public async Task What_cannot_be_planned_leaves_the_file_as_it_was()
    {
        _cli.Provider.PlanFailure = new CloudProviderException("digitalocean", new Problem(ErrorCodes.Unauthorized, "no"));
        (await _cli.RunAsync($"infra plan -e prod --out {PlanFile}")).ExitCode.Should().Be(4);
        File.Exists(PlanFile).Should().BeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reviewed_plan_is_done_unasked_deletes_too(bool terminal)
    {
        _cli.IsTerminal = terminal;
        Keep(Samples.Full());
        CliResult result = await _cli.RunAsync($"infra up --plan {PlanFile}");
        result.ExitCode.Should().Be(0, result.Error);
        _cli.Provider.Planned!.Environment.Should().Be("prod");
        _cli.Provider.Applied!.Plan.ToDelete.Should().HaveCount(3);
    }

    [Fact]
    public async Task It_is_made_anew_with_its_own_targets_and_replacements()
    {
        Keep(Samples.Plan([Samples.App2]) with { Targets = ["app-1", "app-2"], Replace = ["app-2"] });
        (await _cli.RunAsync($"infra up --plan {PlanFile}")).ExitCode.Should().Be(0);
        _cli.Provider.Planned!.Targets.Should().Equal("app-1", "app-2");
        _cli.Provider.Planned.Replace.Should().Equal("app-2");
    }

    [Fact]
    public async Task What_changed_is_named_and_nothing_is_done()
    {
        Keep(Samples.Full());
        _cli.Provider.Plan = Samples.Full() with
        {
            Changes = [.. Samples.Full().Changes.Where(c => c.Name != "db-1" && !c.IsUnchanged)],
            Fingerprint = new(new string('c', 64), new string('d', 64)),
        };
        CliResult result = await _cli.RunAsync($"infra up --plan {PlanFile} -o json");
        result.ExitCode.Should().Be(5);
        result.ErrorCode.Should().Be(ErrorCodes.PlanStale);
        JsonElement[] errors = [.. result.Json.GetProperty("errors").EnumerateArray()];
        errors.Select(e => e.GetProperty("message").GetString()).Should().Equal(
            "plan.json is out of date: the config: host 'app-1' is no longer declared",
            "plan.json is out of date: the config: host 'db-1' is no longer declared",
            "plan.json is out of date: machine 'prod-app-1' (1004) no longer exists, is no longer managed, or is now protected; it was "
                + "unchanged");
        errors[^1].GetProperty("hint").GetString().Should().Contain("create a new plan and review it");
        _cli.Provider.Applied.Should().BeNull();
    }

    [Fact]
    public async Task Of_very_many_changes_the_first_are_told()
    {
        Keep(Samples.Plan());
        _cli.Provider.Plan = Samples.Plan(
            [.. Enumerable.Range(1, 50).Select(i => Samples.App2 with { Name = $"x-{i}", MachineName = $"prod-x-{i}" })]);
        CliResult result = await _cli.RunAsync($"infra up --plan {PlanFile}");
        result.ExitCode.Should().Be(5);
        result.Error.Should().Contain("30 more differences").And.NotContain("x-9' is declared");
    }

    [Fact]
    public async Task A_target_that_is_nowhere_any_more_is_a_change_too()
    {
        Keep(Samples.Plan() with { Targets = ["app-1"] });
        _cli.Provider.PlanFailure = new CloudProviderException("digitalocean", new Problem(ErrorCodes.ConfigInvalid, "no host 'app-1'"));
        CliResult result = await _cli.RunAsync($"infra up --plan {PlanFile}");
        result.ExitCode.Should().Be(5);
        result.Error.Should().Contain("plan.json is out of date: no host 'app-1'");
    }

    [Fact]
    public async Task Dry_run_checks_it_and_ends()
    {
        Keep(Samples.Full());
        CliResult result = await _cli.RunAsync($"infra up --plan {PlanFile} --dry-run");
        result.ExitCode.Should().Be(0);
        Golden.Match("plan.txt", result.Out);
        _cli.Provider.Plan = Samples.Plan();
        (await _cli.RunAsync($"infra up --plan {PlanFile} --dry-run")).ExitCode.Should().Be(5);
        _cli.Provider.Applied.Should().BeNull();
    }

    [Fact]
    public async Task Down_takes_a_plan_of_its_own_and_its_environment()
    {
        _cli.Provider.Plan = Clear;
        CliResult plan = await _cli.RunAsync("infra down -e prod --dry-run -o json");
        File.WriteAllText(PlanFile, plan.Out);
        (await _cli.RunAsync($"infra down --plan {PlanFile}")).ExitCode.Should().Be(0);
        _cli.Provider.Planned!.Intent.Should().Be(PlanIntent.Down);
        _cli.Provider.Applied!.Plan.ToDelete.Should().ContainSingle();
    }

    [Theory]
    [InlineData("infra up -e staging --plan {0}", "plan.json is a plan for environment 'prod', not for 'staging'")]
    [InlineData("infra up --plan {0} --no-delete", "--no-delete and --plan cannot be combined")]
    [InlineData("infra down --plan {0}", "plan.json is a plan for 'up'")]
    [InlineData("infra up --plan {1}", "plan.json is a plan for 'down'")]
    [InlineData("infra down --plan {1} -e staging", "not for 'staging'")]
    [InlineData("infra plan --plan {0}", "'stagecraft infra plan' has no option '--plan'")]
    public async Task What_contradicts_the_plan_is_a_usage_error(string line, string message)
    {
        Keep(line.Contains("{1}", StringComparison.Ordinal) ? Clear : Samples.Full());
        CliResult result = await _cli.RunAsync(string.Format(null, line, PlanFile, PlanFile));
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain(message);
        _cli.Provider.Planned.Should().BeNull();
    }

    [Fact]
    public async Task The_variable_does_not_lead_elsewhere_either()
    {
        Keep(Samples.Full());
        _cli.Variables["STAGECRAFT_ENV"] = "staging";
        (await _cli.RunAsync($"infra up --plan {PlanFile}")).ExitCode.Should().Be(3);
    }

    [Theory]
    [InlineData("{}", "1:1: error: this is not a plan file of Stagecraft")]
    [InlineData(null, "1:1: error: the plan file does not exist")]
    public async Task What_is_no_plan_is_told_with_its_place(string? content, string message)
    {
        if (content is not null)
        {
            File.WriteAllText(PlanFile, content);
        }

        CliResult result = await _cli.RunAsync($"infra up --plan {PlanFile}");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("plan.json:" + message);
    }

    private void Keep(InfraPlan plan)
    {
        _cli.Provider.Plan = plan;
        File.WriteAllText(PlanFile, InfraPlanJson.ToText(plan));
    }
}
