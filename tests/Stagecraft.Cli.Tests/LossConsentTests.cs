using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>The permission to destroy what cannot be restored. spec/cli/infra.md, 4.3, 4.4, 4.10 and 4.13.</summary>
public sealed class LossConsentTests : IDisposable
{
    private const string Loss = "cannot be restored: ";

    private readonly TestCli _cli = new();

    public LossConsentTests() =>
        _cli.Provider.Plan = Samples.Of(Samples.Unchanged, ResourceSamples.OldVolume, ResourceSamples.OldBalancer);

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("infra up -e prod --yes --allow-delete", "infra up -e prod --yes --allow-delete")]
    [InlineData("infra up -e prod --yes", "infra up -e prod --yes --allow-delete")]
    [InlineData("infra up -e prod", "infra up -e prod --yes --allow-delete")]
    [InlineData(
        "infra up -e prod --yes --allow-delete --allow-loss volume/old-1-data --max-delete 9 --max-monthly 200.50",
        "infra up -e prod --yes --allow-delete --max-delete 9 --max-monthly 200.50")]
    public async Task Without_the_names_it_is_refused_with_a_command_that_works(string command, string suggested)
    {
        CliResult result = await _cli.RunAsync(command);
        result.ExitCode.Should().Be(5);
        string full = $"{suggested} --allow-loss volume/old-1-data,load_balancer/web";
        result.Error.Should().Contain(Loss).And.Contain($"hint: to permit it: `stagecraft {full}`\n");
        _cli.Provider.Applied.Should().BeNull();
        (await _cli.RunAsync(full)).ExitCode.Should().Be(0);
        _cli.Provider.Applied.Should().NotBeNull();
    }

    [Fact]
    public async Task The_refusal_pins_its_text()
    {
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --sandbox");
        Golden.Match("resources.refused.txt", result.Error);
    }

    [Fact]
    public async Task At_a_terminal_up_needs_the_names_before_it_prompts()
    {
        _cli.IsTerminal = true;
        _cli.In = new ForbiddenReader();
        CliResult result = await _cli.RunAsync("infra up -e prod --no-color");
        result.ExitCode.Should().Be(5);
        result.Error.Should().Contain(Loss).And.NotContain("Enter '")
            .And.Contain("`stagecraft infra up -e prod --allow-loss volume/old-1-data,load_balancer/web`");
        _cli.In = new StringReader("delete 2\n");
        result = await _cli.RunAsync("infra up -e prod --no-color --allow-loss volume/old-1-data load_balancer/web");
        result.ExitCode.Should().Be(0, result.Error);
        result.Error.Should().Contain("Enter 'delete 2'");
    }

    [Fact]
    public async Task The_names_reach_the_plan()
    {
        await _cli.RunAsync("infra plan -e prod --allow-loss volume/old-1-data --allow-loss load_balancer/web,volume/old-1-data");
        _cli.Provider.Planned!.AllowLoss.Should().Equal("load_balancer/web", "volume/old-1-data");
    }

    [Theory]
    [InlineData("plan", 0)]
    [InlineData("up --dry-run", 0)]
    [InlineData("up --yes --allow-delete", 5)]
    public async Task What_the_plan_does_not_delete_is_a_warning_and_no_permission(string verb, int exitCode)
    {
        CliResult result = await _cli.RunAsync($"infra {verb} -e prod --allow-loss volume/old-1-dta");
        result.ExitCode.Should().Be(exitCode, result.Error);
        result.Error.Should().Contain("warning: --allow-loss: the plan does not delete volume/old-1-dta\n");
        _cli.Provider.Applied.Should().BeNull();
    }

    [Fact]
    public async Task The_same_command_continues_a_run_that_has_deleted_the_resource()
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2]);

        CliResult result = await _cli.RunAsync("infra up -e prod --yes --allow-loss volume/old-1-data");

        result.ExitCode.Should().Be(0, result.Error);
        _cli.Provider.Applied.Should().NotBeNull();
    }

    [Theory]
    [InlineData("web", "invalid value 'web' for --allow-loss")]
    [InlineData("host/app-1", "invalid value 'host/app-1' for --allow-loss")]
    [InlineData("balancer/web", "invalid value 'balancer/web' for --allow-loss")]
    [InlineData("volume/", "invalid value 'volume/' for --allow-loss")]
    [InlineData("volume/a,", "invalid value '' for --allow-loss")]
    [InlineData("volume/a --no-delete", "--allow-loss and --no-delete cannot be combined")]
    [InlineData("volume/a --plan x.json", "--target, --replace, --resize, --power-on and --allow-loss cannot be combined with --plan")]
    public async Task Wrong_values_are_usage_errors(string value, string message)
    {
        CliResult result = await _cli.RunAsync($"infra up -e prod --allow-loss {value}");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain(message);
        _cli.Provider.Planned.Should().BeNull();
    }

    [Fact]
    public async Task All_environments_have_no_permitted_losses()
    {
        CliResult result = await _cli.RunAsync("infra plan --all --allow-loss volume/a");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain(
            "--all cannot be combined with --out, --target, --replace, --resize, --power-on, --max-unavailable or --allow-loss");
    }

    [Fact]
    public async Task No_delete_keeps_what_would_be_lost()
    {
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --no-delete");
        result.ExitCode.Should().Be(0, result.Error);
        result.Error.Should().Contain("note: skipped because of --no-delete: volume old-1-data, load balancer web\n");
        result.Out.Should().Contain("load balancer web  kept     -     load_balancer-web\n").And.EndWith("\nDone: 2 kept.\n");
    }

    [Fact]
    public async Task The_limit_counts_every_deletion_and_precedes()
    {
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --allow-delete --max-delete 1");
        result.ExitCode.Should().Be(5);
        result.Error.Should().Contain(
            "error: the plan deletes 2 resources, and --max-delete allows 1: volume old-1-data, load balancer web\n").And.NotContain(Loss);
    }

    [Fact]
    public async Task Without_allow_delete_hosts_and_resources_are_named()
    {
        _cli.Provider.Plan = Samples.Of(HostChange.Delete(Samples.Old), ResourceSamples.ChangedFirewall with
        {
            Actions = ResourceActions.Delete,
            Reason = DeleteReason.Undeclared,
            Approval = Approval.Delete,
            Fields = [],
        });
        (await _cli.RunAsync("infra up -e prod --yes")).Error.Should().Contain(
            "error: the plan deletes 1 droplet and 1 other resource: old-1 (prod-old-1, id 1001), firewall db\n");
    }

    [Fact]
    public async Task Down_with_yes_needs_the_names()
    {
        _cli.Provider.Plan = ResourceSamples.Down;
        CliResult result = await _cli.RunAsync("infra down -e prod --yes");
        result.ExitCode.Should().Be(5);
        string full = "infra down -e prod --yes --allow-loss volume/old-1-data,load_balancer/web";
        result.Error.Should().Contain($"hint: to permit it: `stagecraft {full}`\n");
        (await _cli.RunAsync(full)).ExitCode.Should().Be(0);
    }

    /// <summary>infra.md 4.6: one error.</summary>
    [Fact]
    public async Task Down_without_a_terminal_names_everything_that_is_missing_once()
    {
        _cli.Provider.Plan = ResourceSamples.Down;
        CliResult result = await _cli.RunAsync("infra down -e prod --sandbox");
        string[] errors = [.. result.Error.Split('\n').Where(l => l.StartsWith("error: ", StringComparison.Ordinal))];
        errors.Should().ContainSingle().Which.Should()
            .StartWith("error: cannot ask for confirmation: not an interactive terminal, and 'down' deletes ")
            .And.EndWith("; these cannot be restored: volume old-1-data (its data is lost), load balancer web (its address is lost)");
        result.Error.Should().EndWith(
            "hint: to permit it: `stagecraft infra down -e prod --yes --allow-loss volume/old-1-data,load_balancer/web --sandbox`\n");
    }

    [Fact]
    public async Task Down_at_a_terminal_prompts_for_the_name_after_it_lists_what_is_lost()
    {
        (_cli.IsTerminal, _cli.Width) = (true, 80);
        _cli.Provider.Plan = ResourceSamples.Down;
        _cli.In = new StringReader("prod\n");
        _cli.Provider.Report = new ApplyReport([]);
        CliResult result = await _cli.RunAsync("infra down -e prod --no-color");
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("resources.down.prompt.txt", result.Error);
    }

    [Fact]
    public async Task A_saved_plan_is_its_own_permission()
    {
        string file = Path.Combine(_cli.Folder, "plan.json");
        File.WriteAllText(file, InfraPlanJson.ToText(_cli.Provider.Plan));
        CliResult result = await _cli.RunAsync($"infra up --plan {file}");
        result.ExitCode.Should().Be(0, result.Error);
        _cli.Provider.Planned!.AllowLoss.Should().Equal("volume/old-1-data", "load_balancer/web");
        File.WriteAllText(file, InfraPlanJson.ToText(ResourceSamples.Down));
        (await _cli.RunAsync($"infra up --plan {file}")).ExitCode.Should().Be(3);
        _cli.Provider.Plan = ResourceSamples.Down;
        result = await _cli.RunAsync($"infra down --plan {file}");
        result.ExitCode.Should().Be(0, result.Error);
    }

    [Fact]
    public async Task A_command_that_continues_keeps_the_names_of_what_still_exists()
    {
        _cli.Provider.ApplyFailure = Samples.Partial(new ApplyReport([])
        {
            Resources =
            [
                new(
                    ResourceKind.Volume, "old-1-data", "prod-old-1-data", ResourceSamples.OldVolume.Id, OutcomeKind.Deleted),
                new(
                    ResourceKind.LoadBalancer,
                    "web",
                    "x",
                    ResourceSamples.OldBalancer.Id,
                    OutcomeKind.Failed,
                    ErrorCodes.ApiError,
                    "busy"),
            ],
        });
        CliResult result = await _cli.RunAsync(
            "infra up -e prod --yes --allow-delete --allow-loss volume/old-1-data,load_balancer/web");
        result.Error.Should().Contain(
            "  load balancer web: busy\n"
                + "hint: see the remaining changes with `stagecraft infra plan -e prod --allow-loss load_balancer/web`; "
                + "resume with `stagecraft infra up -e prod --allow-loss load_balancer/web`\n");
    }
}
