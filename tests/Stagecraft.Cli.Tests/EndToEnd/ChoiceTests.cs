using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>spec/cli/infra.md, 2.4.2, 2.4.3 and 4.10, with the real command.</summary>
public sealed class ChoiceTests
{
    [Fact]
    public async Task A_replaced_host_gets_another_droplet_and_only_it()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "app-2"));
        await command.RunAsync("infra up -e staging --yes");
        long[] before = [.. command.Cloud.Droplets.OrderBy(d => d.Name).Select(d => d.Id)];

        (await command.RunAsync("infra up -e staging --replace app-1 --yes")).ExitCode.Should().Be(5);
        CliResult plan = await command.RunAsync("infra plan -e staging --replace app-1 --out plan.json");
        plan.ExitCode.Should().Be(0, plan.Error);
        CliResult up = await command.RunAsync("infra up --plan plan.json --max-delete 1 -o json");

        up.ExitCode.Should().Be(0, up.Error);
        (up.Lines[^1].GetProperty("created").GetInt32(), up.Lines[^1].GetProperty("deleted").GetInt32()).Should().Be((1, 1));
        command.Cloud.Droplets.OrderBy(d => d.Name).Select(d => d.Name).Should().Equal("staging-app-1", "staging-app-2");
        long[] after = [.. command.Cloud.Droplets.OrderBy(d => d.Name).Select(d => d.Id)];
        (after[0] != before[0], after[1] == before[1]).Should().Be((true, true));
        (await command.RunAsync("infra up --plan plan.json")).ExitCode.Should().Be(5, "a plan holds once");
    }

    [Fact]
    public async Task Targets_alone_are_touched_and_the_rest_is_counted()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "old-1"));
        await command.RunAsync("infra up -e staging --yes");
        command.Write(RealCommand.Config("app-1", "app-2", "app-3"));

        CliResult up = await command.RunAsync("infra up -e staging --yes --target app-2");

        up.ExitCode.Should().Be(0, up.Error);
        up.Error.Should().Contain("warning: 2 other changes are excluded by --target\n");
        command.Cloud.Droplets.Select(d => d.Name).Should().BeEquivalentTo("staging-app-1", "staging-app-2", "staging-old-1");
        CliResult wrong = await command.RunAsync("infra plan -e staging --target old-2");
        wrong.ExitCode.Should().Be(3);
        wrong.Error.Should()
            .Contain("environment 'staging' has no host 'old-2', declared or existing").And.Contain("did you mean 'old-1'?");
    }
}
