using Stagecraft.Cli.Tests.Support;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md, 2.4.1 to 2.4.3 and 4.10.</summary>
public sealed class ChoiceTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("infra plan -e prod --target db-1 app-1 --replace app-1")]
    [InlineData("infra plan --target db-1,app-1 -e prod --replace=app-1")]
    [InlineData("infra plan --target app-1 --target db-1,app-1 --replace app-1,app-1 -e prod")]
    [InlineData("infra up -e prod --yes --allow-delete --target db-1 app-1 --replace app-1")]
    public async Task Names_come_one_after_another_with_commas_or_each_by_itself(string line)
    {
        CliResult result = await _cli.RunAsync(line);
        result.ExitCode.Should().Be(0, result.Error);
        _cli.Provider.Planned!.Targets.Should().Equal("app-1", "db-1");
        _cli.Provider.Planned.Replace.Should().Equal("app-1");
    }

    [Fact]
    public async Task Without_them_the_plan_is_of_all_and_replaces_nothing()
    {
        await _cli.RunAsync("infra up -e prod --yes");
        _cli.Provider.Planned!.Targets.Should().BeEmpty();
        _cli.Provider.Planned.Replace.Should().BeEmpty();
    }

    [Theory]
    [InlineData("infra plan --target", "required argument missing for option: '--target'")]
    [InlineData("infra plan --target app-1,", "--target requires host names")]
    [InlineData("infra up --replace ,", "--replace requires host names")]
    [InlineData("infra up --target app-1 --replace app-1 app-2,app-3", "--replace includes hosts that are not in --target: app-2, app-3")]
    [InlineData("infra up --target app-1 --replace role:app app-2", "--replace includes hosts that are not in --target: app-2")]
    [InlineData("infra up --target app-1 --resize app-2", "--resize includes hosts that are not in --target: app-2")]
    [InlineData("infra plan --target app-1 --power-on app-2", "--power-on includes hosts that are not in --target: app-2")]
    [InlineData("infra up --resize", "required argument missing for option: '--resize'")]
    [InlineData("infra up --power-on app-1,", "--power-on requires host names")]
    [InlineData("infra up --replace role:", "--replace requires host names")]
    [InlineData("infra up --replace roles:app", "invalid value 'roles:app' for --replace")]
    [InlineData("infra up --target role:app", "invalid value 'role:app' for --target")]
    [InlineData("infra up --resize-disk", "--resize-disk requires --resize")]
    [InlineData("infra plan --surge", "--surge requires --replace")]
    [InlineData("infra up --resize app-1 --surge", "--surge requires --replace")]
    [InlineData("infra plan --replace app-1 --resize-disk", "--resize-disk requires --resize")]
    [InlineData("infra up --replace outdated --no-delete", "--replace and --no-delete cannot be combined")]
    [InlineData("infra up --max-unavailable 0", "invalid value '0' for --max-unavailable")]
    [InlineData("infra plan --max-unavailable 50%", "invalid value '50%' for --max-unavailable")]
    [InlineData("infra down -e prod --max-unavailable 1", "'stagecraft infra down' has no option '--max-unavailable'")]
    [InlineData("infra down -e prod --resize app-1", "'stagecraft infra down' has no option '--resize'")]
    [InlineData("infra plan --all --resize app-1", "--all cannot be combined with ")]
    [InlineData("infra plan --all --power-on role:app", "--all cannot be combined with ")]
    [InlineData("infra plan --all --max-unavailable 2", "--all cannot be combined with ")]
    [InlineData(
        "infra up --plan plan.json --resize app-1 --resize-disk",
        "--target, --replace, --resize, --power-on and --allow-loss cannot be combined with --plan")]
    [InlineData(
        "infra up --plan plan.json --power-on app-1",
        "--target, --replace, --resize, --power-on and --allow-loss cannot be combined with --plan")]
    [InlineData("infra up --replace app-1 --no-delete", "--replace and --no-delete cannot be combined")]
    [InlineData(
        "infra up --plan plan.json --target app-1",
        "--target, --replace, --resize, --power-on and --allow-loss cannot be combined with --plan")]
    [InlineData(
        "infra up --plan plan.json --replace app-1",
        "--target, --replace, --resize, --power-on and --allow-loss cannot be combined with --plan")]
    [InlineData("infra down -e prod --target app-1", "'stagecraft infra down' has no option '--target'")]
    [InlineData("infra up --max-delete -1", "invalid value '-1' for --max-delete")]
    [InlineData("infra down -e prod --max-delete some", "invalid value 'some' for --max-delete")]
    public async Task Mistakes_are_usage_errors(string line, string message)
    {
        CliResult result = await _cli.RunAsync(line);
        result.ExitCode.Should().Be(3);
        result.Error.Should().StartWith($"error: {message}");
        _cli.Provider.Context.Should().BeNull();
    }

    /// <summary>A replacement needs what a delete needs.</summary>
    [Fact]
    public async Task A_replacement_needs_allow_delete()
    {
        _cli.Provider.Plan = Replaced;
        CliResult refused = await _cli.RunAsync("infra up -e prod --replace app-2 --yes");
        refused.ExitCode.Should().Be(5);
        refused.Error.Should().Contain("error: the plan deletes 1 droplet: app-2 (prod-app-2, id 1001)\n").And.Contain("--allow-delete");
        _cli.Provider.Applied.Should().BeNull();
        (await _cli.RunAsync("infra up -e prod --replace app-2 --yes --allow-delete")).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("infra up -e prod --yes --allow-delete --max-delete 2", 5)]
    [InlineData("infra up -e prod --yes --allow-delete --max-delete 3", 0)]
    [InlineData("infra up -e prod --yes --no-delete --max-delete 0", 0)]
    [InlineData("infra down -e prod --yes --max-delete 2", 5)]
    [InlineData("infra down -e prod --yes --max-delete 3", 0)]
    public async Task More_deletes_than_allowed_are_refused_by_name(string line, int exitCode)
    {
        _cli.Provider.Plan = Samples.Full();
        CliResult result = await _cli.RunAsync(line);
        result.ExitCode.Should().Be(exitCode);
        (_cli.Provider.Applied is null).Should().Be(exitCode == 5);
        result.Error.Contains(
            "error: the plan deletes 3 droplets, and --max-delete allows 2: prod- (id 1005), app-1 (prod-app-1, id 1002), old-1 "
                + "(prod-old-1, id 1001)\n",
            StringComparison.Ordinal).Should().Be(exitCode == 5);
    }

    [Fact]
    public async Task It_is_refused_without_asking_whatever_else_agrees()
    {
        _cli.IsTerminal = true;
        _cli.In = new ForbiddenReader();
        _cli.Provider.Plan = Samples.Full();
        (await _cli.RunAsync("infra up -e prod --max-delete 2")).ExitCode.Should().Be(5);
        string file = Path.Combine(_cli.Folder, "plan.json");
        await File.WriteAllTextAsync(file, InfraPlanJson.ToText(Samples.Full()));
        (await _cli.RunAsync($"infra up --plan {file} --max-delete 2")).ExitCode.Should().Be(5);
        _cli.Provider.Applied.Should().BeNull();
    }

    /// <summary>output.md 4.6, interface.md 10.6: the same command continues a replacement.</summary>
    [Fact]
    public async Task The_same_command_continues_a_replacement()
    {
        _cli.Provider.Plan = Replaced with { Targets = ["app-1", "app-2"], Replace = ["app-2"] };
        _cli.Provider.ApplyFailure = Samples.Partial(new ApplyReport([Samples.Failed]));
        CliResult result = await _cli.RunAsync(
            "infra up -e prod --target app-1,app-2 --replace role:app --max-unavailable 2 --yes --allow-delete");
        result.ExitCode.Should().Be(10);
        result.Error.Should().Contain(
            "see the remaining changes with `stagecraft infra plan -e prod --target app-1,app-2 --replace role:app --max-unavailable 2`; "
                + "re-run the command to resume\n");
    }

    /// <summary>A host whose mark was removed would be replaced again.</summary>
    [Fact]
    public async Task Without_a_host_left_to_replace_the_next_command_replaces_none()
    {
        _cli.Provider.Plan = Replaced with { Replace = ["app-2"] };
        _cli.Provider.ApplyFailure = Samples.Partial(new ApplyReport([Samples.Created, Samples.Failed]));
        CliResult result = await _cli.RunAsync("infra up -e prod --replace role:app --resize app-1 --yes --allow-delete");
        result.Error.Should().Contain(
            "`stagecraft infra plan -e prod --resize app-1`; resume with `stagecraft infra up -e prod --resize app-1`\n");
    }

    /// <summary>A saved plan cannot be applied again.</summary>
    [Fact]
    public async Task A_saved_plan_is_continued_with_its_hosts()
    {
        InfraPlan plan = Resized with { Resize = ["app-1"], PowerOn = ["app-2"] };
        _cli.Provider.Plan = plan;
        _cli.Provider.ApplyFailure = Samples.Partial(new ApplyReport([Samples.Failed]));
        string file = Path.Combine(_cli.Folder, "plan.json");
        await File.WriteAllTextAsync(file, InfraPlanJson.ToText(plan));

        CliResult result = await _cli.RunAsync($"infra up --plan {file} --max-unavailable 3");

        _cli.Provider.Planned!.Resize.Should().Equal("app-1");
        _cli.Provider.Planned.PowerOn.Should().Equal("app-2");
        _cli.Provider.Planned.GrowDisk.Should().BeTrue();
        _cli.Provider.Applied!.MaxUnavailable.Should().Be(3);
        result.Error.Should().Contain(
            "resume with `stagecraft infra up -e prod --resize app-1 --resize-disk --power-on app-2 --max-unavailable 3`\n");
    }

    /// <summary>infra.md 2.4.3.1 to 2.4.3.4.</summary>
    [Theory]
    [InlineData("infra plan -e prod --replace outdated,role:db --resize app-1 role:web --resize-disk --power-on role:app "
        + "--max-unavailable 2")]
    [InlineData("infra up -e prod -y --replace role:db outdated --resize app-1,role:web --resize-disk --power-on=role:app "
        + "--max-unavailable=2")]
    [InlineData("infra up -e prod -y --target app-1 --replace role:db outdated --resize app-1,role:web --resize-disk --power-on role:app "
        + "--max-unavailable 2")]
    public async Task Selections_are_options_of_the_plan(string line)
    {
        CliResult result = await _cli.RunAsync(line);
        result.ExitCode.Should().Be(0, result.Error);
        PlanOptions options = _cli.Provider.Planned!;
        options.Replace.Should().Equal("outdated", "role:db");
        options.Resize.Should().Equal("app-1", "role:web");
        options.PowerOn.Should().Equal("role:app");
        (options.GrowDisk, options.MaxUnavailable).Should().Be((true, 2));
    }

    /// <summary>infra.md 2.4.3.4.</summary>
    [Fact]
    public async Task A_saved_plan_is_applied_with_the_number_that_it_was_shown_with()
    {
        string file = Path.Combine(_cli.Folder, "p.json");
        CliResult result = await _cli.RunAsync("infra", "plan", "-e", "prod", "--out", file, "--max-unavailable", "2");
        result.Error.Should().Contain("to apply exactly this plan: `stagecraft infra up --plan p.json --max-unavailable 2`\n");
    }

    /// <summary>infra.md 4.3: downtime deletes nothing.</summary>
    [Theory]
    [InlineData("infra up -e prod --resize app-1 --yes")]
    [InlineData("infra up -e prod --resize app-1 --yes --no-delete")]
    [InlineData("infra up -e prod --resize app-1 --yes --max-delete 0")]
    public async Task A_resize_needs_no_permission_to_delete(string line)
    {
        _cli.Provider.Plan = Resized;
        (await _cli.RunAsync(line)).ExitCode.Should().Be(0);
        _cli.Provider.Applied!.Plan.Changes.Should().ContainSingle().Which.Approval.Should().Be(Approval.Downtime);
    }

    private static InfraPlan Resized => Samples.Of(HostChange.Keep(
        "app-1",
        "prod-app-1",
        new ResourceId("1004"),
        Samples.Smaller with { IsUpdated = true },
        new FieldDifference(HostField.Disk, "grow", null) { IsUpdated = true }));

    private static InfraPlan Replaced => Samples.Of(
        Samples.Unchanged,
        HostChange.Replace(Samples.Old with { Name = "app-2", MachineName = "prod-app-2", Reason = DeleteReason.Replace }, Samples.App2));
}
