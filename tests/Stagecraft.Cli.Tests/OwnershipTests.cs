using Stagecraft.Cli.Tests.Support;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 2.4.5, 3.1.1, 4.4.1, 6.2.2; output.md 5.8, 5.9.</summary>
public sealed class OwnershipTests : IDisposable
{
    private static readonly HostStatus Machine = new(
        "app-1", "legacy", new ResourceId("42"), null, "s-1vcpu-1gb", "nyc3", "off", "203.0.113.4", null, null, true);

    private readonly TestCli _cli = new();

    public OwnershipTests() => _cli.Provider.Change = Adopting();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Adopting_is_shown_and_asked_about()
    {
        _cli.IsTerminal = true;
        _cli.Variables["NO_COLOR"] = "1";
        _cli.In = new StringReader("yes\n");

        CliResult result = await _cli.RunAsync("infra adopt legacy --as app-1 -e prod -q");

        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("adopt.stderr.txt", result.Error);
        Golden.Match("adopt.stdout.txt", result.Out);
        (_cli.Provider.Previewed!.Machine, _cli.Provider.Previewed.Host, _cli.Provider.Previewed.Environment).Should()
            .Be(("legacy", "app-1", "prod"));
        _cli.Provider.CarriedOut.Should().BeSameAs(_cli.Provider.Change);
    }

    [Theory]
    [InlineData("forget", "app-1", 0)]
    [InlineData("forget", "yes", 5)]
    [InlineData("forget", "APP-1", 5)]
    [InlineData("unprotect", "app-1", 0)]
    [InlineData("unprotect", "", 5)]
    public async Task Taking_tags_away_wants_the_hosts_name(string verb, string typed, int exitCode)
    {
        _cli.Provider.Change = Taking(verb == "forget" ? OwnershipAction.Forget : OwnershipAction.Unprotect);
        _cli.IsTerminal = true;
        _cli.In = new StringReader(typed + "\n");

        CliResult result = await _cli.RunAsync($"infra {verb} app-1 -e prod");

        result.ExitCode.Should().Be(exitCode, result.Error);
        result.Error.Should().Contain("legacy (id 42)").And.Contain("- tag stagecraft");
        (_cli.Provider.CarriedOut is not null).Should().Be(exitCode == 0);
    }

    [Fact]
    public async Task Json_is_one_document()
    {
        CliResult result = await _cli.RunAsync("infra adopt 42 --as app-1 -e prod -o json --yes");
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("adopt.json", result.Out);
    }

    [Fact]
    public async Task A_dry_run_shows_and_stops()
    {
        CliResult result = await _cli.RunAsync("infra adopt 42 --as app-1 -e prod -o json --dry-run");
        (result.ExitCode, result.Json.GetProperty("outcome").GetString()).Should().Be((0, "planned"));
        _cli.Provider.CarriedOut.Should().BeNull();
    }

    [Fact]
    public async Task Nothing_to_do_is_not_asked_about()
    {
        _cli.Provider.Change = Adopting() with { Add = [] };
        CliResult result = await _cli.RunAsync("infra adopt 42 --as app-1 -e prod");
        (result.ExitCode, result.Out).Should().Be((0, "Nothing to do: app-1 is already droplet legacy (id 42).\n"));
    }

    [Fact]
    public async Task Forgetting_works_for_an_environment_that_the_file_does_not_declare()
    {
        _cli.Provider.Change = Taking(OwnershipAction.Forget);
        CliResult result = await _cli.RunAsync("infra forget app-1 -e pr-7 --yes");
        result.ExitCode.Should().Be(0, result.Error);
        (await _cli.RunAsync("infra adopt 42 --as app-1 -e pr-7 --yes")).ExitCode.Should().Be(3);
    }

    [Fact]
    public async Task Interrupted_on_its_way_it_says_so()
    {
        _cli.Provider.IsSeen = false;
        CliResult result = await _cli.RunAsync("infra adopt 42 --as app-1 -e prod --yes");
        (result.ExitCode, result.Out).Should()
            .Be((130, "Interrupted: it is unknown whether all tags of droplet legacy (id 42) were changed.\n"));
    }

    [Fact]
    public async Task Left_at_once_it_does_not_say_that_nothing_was_changed()
    {
        string stopping = "";
        int left = 0;
        _cli.Provider.OnApply = () =>
        {
            stopping = _cli.CurrentOperation.Operation!.Stopping!;
            left = _cli.CurrentOperation.Operation.Leave();
        };

        CliResult result = await _cli.RunAsync("infra adopt 42 --as app-1 -e prod --yes");

        left.Should().Be(130);
        stopping.Should().Contain("legacy (id 42)");
        result.Error.Should().Contain("it is unknown which tags of legacy (id 42) were changed");
    }

    [Fact]
    public async Task Renaming_is_shown_without_its_temporary_tag_and_confirmed()
    {
        _cli.Provider.Change = Renaming();
        _cli.IsTerminal = true;
        _cli.Variables["NO_COLOR"] = "1";
        _cli.In = new StringReader("yes\n");

        CliResult result = await _cli.RunAsync("infra rename web-1 app-1 -e prod -q");

        (result.ExitCode, result.Out).Should()
            .Be((0, "Renamed host web-1 to app-1: droplet prod-app-1 (id 42) was not recreated.\n"), result.Error);
        Golden.Match("rename.stderr.txt", result.Error);
        (_cli.Provider.Previewed!.Action, _cli.Provider.Previewed.Machine, _cli.Provider.Previewed.Host).Should()
            .Be((OwnershipAction.Rename, "web-1", "app-1"));
        _cli.Provider.CarriedOut.Should().BeSameAs(_cli.Provider.Change);
    }

    [Fact]
    public async Task Renaming_as_json_has_the_new_names()
    {
        _cli.Provider.Change = Renaming();
        CliResult result = await _cli.RunAsync("infra rename web-1 app-1 -e prod -o json --yes");
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("rename.json", result.Out);
    }

    [Fact]
    public async Task Renaming_without_changes_or_with_an_unknown_end_is_reported()
    {
        _cli.Provider.Change = new() { Action = OwnershipAction.Rename, Machine = Machine, NewHost = "app-1" };
        CliResult nothing = await _cli.RunAsync("infra rename web-1 app-1 -e prod");
        (nothing.ExitCode, nothing.Out).Should().Be((0, "Nothing to do: app-1 is already droplet legacy (id 42).\n"));

        (_cli.Provider.Change, _cli.Provider.IsSeen) = (Renaming(), false);
        CliResult unknown = await _cli.RunAsync("infra rename web-1 app-1 -e prod --yes");
        (unknown.ExitCode, unknown.Out).Should().Be((130, "Interrupted: it is unknown whether droplet legacy (id 42) was renamed.\n"));
    }

    [Fact]
    public async Task Renaming_requires_two_names_a_declared_environment_and_a_confirmation()
    {
        _cli.Provider.Change = Renaming();
        CliResult same = await _cli.RunAsync("infra rename app-1 app-1 -e prod --yes");
        (same.ExitCode, same.Error.Contains("OLD and NEW are the same host: app-1", StringComparison.Ordinal)).Should().Be((3, true));
        (await _cli.RunAsync("infra rename web-1 -e prod --yes")).ExitCode.Should().Be(3);
        (await _cli.RunAsync("infra rename web-1 app-1 -e pr-7 --yes")).ExitCode.Should().Be(3);
        CliResult unconfirmed = await _cli.RunAsync("infra rename web-1 app-1 -e prod");
        unconfirmed.ExitCode.Should().Be(5);
        unconfirmed.Error.Should().Contain("'rename' changes the name and tags of droplet legacy (id 42)").And.Contain("--yes");
        _cli.Provider.CarriedOut.Should().BeNull();
    }

    private static OwnershipChange Renaming() => new()
    {
        Action = OwnershipAction.Rename,
        Machine = Machine with { Name = "web-1" },
        NewHost = "app-1",
        NewMachineName = "prod-app-1",
        Add = ["stagecraft-host-web-1", "stagecraft-role-app"],
        Remove = ["stagecraft-role-web", "stagecraft-host-web-1"],
        Drift = [new FieldDifference("size", "s-2vcpu-4gb", "s-1vcpu-1gb")],
    };

    private static OwnershipChange Adopting() => new()
    {
        Action = OwnershipAction.Adopt,
        Machine = Machine,
        Add = ["stagecraft-host-app-1", "stagecraft-role-app", "stagecraft-project-shop", "stagecraft-env-prod", "stagecraft"],
        Drift = [new FieldDifference("size", "s-2vcpu-4gb", "s-1vcpu-1gb"), new FieldDifference("status", "active", "off")],
        Warnings = [new PlanWarning("no_project", "no project is set")],
    };

    private static OwnershipChange Taking(OwnershipAction action) => new()
    {
        Action = action,
        Machine = Machine,
        Remove = action == OwnershipAction.Forget ? ["stagecraft", "stagecraft-env-prod"] : ["stagecraft-protected"],
    };
}
