using Stagecraft.Cli.Tests.Support;
using Stagecraft.Events;
using Stagecraft.Plans;

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
    [InlineData("infra up --replace app-1 --no-delete", "--replace and --no-delete cannot be combined")]
    [InlineData("infra up --plan plan.json --target app-1", "--target, --replace and --allow-loss cannot be combined with --plan")]
    [InlineData("infra up --plan plan.json --replace app-1", "--target, --replace and --allow-loss cannot be combined with --plan")]
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

    [Fact]
    public async Task What_to_do_next_keeps_the_targets_and_replaces_nothing_again()
    {
        _cli.Provider.Plan = Replaced with { Targets = ["app-1", "app-2"], Replace = ["app-2"] };
        _cli.Provider.ApplyFailure = Samples.Partial(new ApplyReport([Samples.Failed]));
        CliResult result = await _cli.RunAsync("infra up -e prod --target app-1,app-2 --replace app-2 --yes --allow-delete");
        result.ExitCode.Should().Be(10);
        result.Error.Should()
            .Contain("see the remaining changes with `stagecraft infra plan -e prod --target app-1,app-2`; resume with `stagecraft infra "
                + "up -e prod --target app-1,app-2`\n");
    }

    private static InfraPlan Replaced => Samples.Of(
        Samples.Unchanged,
        HostChange.Replace(Samples.Old with { Name = "app-2", MachineName = "prod-app-2", Reason = DeleteReason.Replace }, Samples.App2));
}
