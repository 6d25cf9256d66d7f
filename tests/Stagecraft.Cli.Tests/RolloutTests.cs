using Microsoft.Extensions.Time.Testing;
using Stagecraft.Cli.Rendering.Live;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>Plans that replace, resize and switch on hosts. spec/cli/output.md, 1.1.4, 1.2.1 and 2.0.1; infra.md, 4.3.</summary>
public sealed class RolloutTests : IDisposable
{
    private static readonly string File = DiagramTests.Config.Replace("count: 2", "count: 5", StringComparison.Ordinal);

    private readonly TestCli _cli = new(File);

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("", "plan.rollout.txt")]
    [InlineData(" -o markdown", "plan.rollout.md")]
    [InlineData(" -o json", "plan.rollout.json")]
    public async Task A_plan_states_what_is_resized_and_switched_on(string output, string golden)
    {
        _cli.Provider.Plan = Everything;
        CliResult result = await _cli.RunAsync("infra plan -e prod" + output);
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match(golden, result.Out);
    }

    [Fact]
    public async Task A_plan_with_resizes_can_be_read_again()
    {
        _cli.Provider.Plan = Everything;
        string file = Path.Combine(_cli.Folder, "plan.json");
        (await _cli.RunAsync("infra", "plan", "-e", "prod", "--out", file)).ExitCode.Should().Be(0);
        CliResult result = await _cli.RunAsync("infra", "up", "--plan", file, "--dry-run", "-o", "json");
        result.ExitCode.Should().Be(0, result.Error);
        result.Out.Should().Be(await System.IO.File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData(2, 0, "", "", "Role app: 2 hosts are replaced one at a time.")]
    [InlineData(0, 3, "", " --max-unavailable 2", "Role app: 3 hosts are resized 2 at a time.")]
    [InlineData(0, 3, "replace: { max_unavailable: 2 }", "", "Role app: 3 hosts are resized 2 at a time.")]
    [InlineData(0, 3, "replace: { max_unavailable: 2 }", " --max-unavailable 1", "Role app: 3 hosts are resized one at a time.")]
    [InlineData(1, 2, "", "", "Role app: 1 host is replaced and 2 hosts are resized, one at a time.")]
    [InlineData(2, 1, "replace: { max_unavailable: 3 }", "", "Role app: 2 hosts are replaced and 1 host is resized, at the same time.")]
    [InlineData(1, 0, "", "", null)]
    [InlineData(0, 0, "", " --max-unavailable 2", null)]
    public async Task A_plan_states_how_many_hosts_of_a_role_at_a_time(
        int replaced, int resized, string setting, string options, string? text)
    {
        System.IO.File.WriteAllText(
            _cli.ConfigFile,
            File.Replace(
                "load_balancers:",
                $"{(setting.Length > 0 ? setting : "budget: { monthly_max: 9 }")}\n          load_balancers:",
                StringComparison.Ordinal));
        _cli.Provider.Plan = Samples.Of(
        [
            .. Enumerable.Range(1, replaced).Select(i => Replaced($"app-{i}")),
            .. Enumerable.Range(replaced + 1, resized).Select(i => Resized($"app-{i}")),
            Resized("db-1"),
            HostChange.Create(Samples.App2 with { Name = "app-5", MachineName = "prod-app-5" }),
        ]);
        CliResult result = await _cli.RunAsync("infra plan -e prod" + options);
        result.ExitCode.Should().Be(0, result.Error);
        result.Out.Split('\n').Where(l => l.StartsWith("Role ")).Should().Equal(text is null ? [] : [text]);
    }

    /// <summary>output.md 1.2.2.</summary>
    [Theory]
    [InlineData(1, "", "Up to 1 additional host at a time, named NAME-next.", "app-1")]
    [InlineData(3, " --max-unavailable 2", "Up to 2 additional hosts at a time, named NAME-next.", "app-1,app-2,app-3")]
    [InlineData(3, "", "Up to 2 additional hosts at a time (app: 1, db: 1), named NAME-next.", "app-1,app-2,db-1")]
    [InlineData(3, " --max-unavailable 2", "Up to 3 additional hosts at a time (app: 2, db: 1), named NAME-next.", "app-1,app-2,db-1")]
    public async Task A_surge_states_the_number_of_additional_hosts_of_each_role(int replaced, string options, string text, string hosts)
    {
        _cli.Provider.Plan = Samples.Of([.. hosts.Split(',').Select(Replaced)]) with { Surge = true };
        CliResult result = await _cli.RunAsync($"infra plan -e prod --replace {hosts} --surge{options}");
        result.Out.Should().EndWith($"\n{text}\n")
            .And.Contain($"{replaced} host{(replaced == 1 ? "" : "s")} to replace (create, then delete):\n");
    }

    /// <summary>Prompts name the downtime; <c>--yes</c> permits it.</summary>
    [Theory]
    [InlineData(
        true, "infra up -e prod --resize app-1", "Downtime: app-1, app-2. Enter 'yes' or 'y' to apply this plan (anything else cancels): ")]
    [InlineData(false, "infra up -e prod --power-on app-3", "\nEnter 'yes' or 'y' to apply this plan (anything else cancels): ")]
    public async Task The_prompt_names_the_downtime(bool isResized, string line, string question)
    {
        _cli.IsTerminal = true;
        _cli.In = new StringReader("yes");
        _cli.Provider.Plan = isResized ? Samples.Of(Resized("app-1"), Resized("app-2"), SwitchedOn) : Samples.Of(SwitchedOn);
        CliResult result = await _cli.RunAsync(line + " --no-color");
        result.ExitCode.Should().Be(0, result.Error);
        result.Error.Should().Contain(question);
        _cli.Provider.Applied.Should().NotBeNull();
    }

    /// <summary>output.md 4.1.1: everything of the host is skipped.</summary>
    [Fact]
    public void The_live_view_shows_skipped_hosts_of_later_groups()
    {
        LiveModel model = new(Samples.Of(Replaced("app-1"), Replaced("app-2"), Resized("app-3")), new FakeTimeProvider());
        model.On(new HostFailed("app-1", "prod-app-1", null, "machine_create_failed", "sold out"));
        model.On(new HostSkipped("app-2", "prod-app-2", "nothing was sent for it, because host 'app-1' failed"));
        model.On(new HostSkipped("app-3", "prod-app-3", "nothing was sent for it, because host 'app-1' failed"));

        model.Snapshot().Rows.Select(r => (r.Sign, r.Name, r.Stage)).Should().BeEquivalentTo(
        [
            ("-", "app-1", LiveStage.Queued), ("+", "app-1", LiveStage.Failed), ("-", "app-2", LiveStage.Skipped),
            ("+", "app-2", LiveStage.Skipped), ("!", "app-3", LiveStage.Skipped),
        ]);
    }

    [Theory]
    [InlineData(true, "resizing", "resized")]
    [InlineData(false, "updating", "updated")]
    public void The_live_view_names_a_resize(bool isResized, string first, string last)
    {
        LiveModel model = new(Samples.Of(isResized ? Resized("app-4") : SwitchedOn), new FakeTimeProvider());
        model.On(new HostUpdating("app-4", "prod-app-4", new ResourceId("id-app-4")));
        model.Snapshot().Rows.Single().State.Should().Be(first);
        model.On(new HostUpdated("app-4", "prod-app-4", new ResourceId("id-app-4")));
        model.Snapshot().Rows.Single().State.Should().Be(last);
    }

    private static InfraPlan Everything => Samples.Of(
        Replaced("app-1"),
        Replaced("app-2"),
        Resized("app-3") with { MonthlyBefore = 6m, MonthlyAfter = 12m },
        SwitchedOn,
        Updated("app-5", new FieldDifference(HostField.Replacement, "finished", "unfinished")),
        Updated(
            "db-1",
            new FieldDifference(HostField.Resize, "finished", "unfinished"),
            new FieldDifference(HostField.Status, "active", "off")),
        ResourceSamples.KeptAddress) with
    {
        Replace = ["app-1", "app-2"],
        Resize = ["app-3", "db-1"],
        PowerOn = ["app-4"],
        Cost = new PlanCost("USD", 30m, 36m),
    };

    private static ResourceChange SwitchedOn => Updated("app-4", new FieldDifference(HostField.Status, "active", "off"));

    private static ResourceChange Resized(string name) => Updated(
        name, new FieldDifference(HostField.Size, "s-2vcpu-2gb", "s-1vcpu-1gb"), new FieldDifference(HostField.Disk, "grow", null));

    private static ResourceChange Replaced(string name) => HostChange.Replace(
        Samples.Twin with { Name = name, MachineName = $"prod-{name}", Id = new ResourceId($"id-{name}"), Reason = DeleteReason.Replace },
        Samples.App2 with { Name = name, MachineName = $"prod-{name}", Size = "s-1vcpu-1gb" });

    private static ResourceChange Updated(string name, params FieldDifference[] fields) => HostChange.Keep(
        name, $"prod-{name}", new ResourceId($"id-{name}"), [.. fields.Select(f => f with { IsUpdated = true })]);
}
