using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>spec/cli/infra.md, 4.8 and 4.9, with the real command.</summary>
public sealed class ReviewedPlanTests
{
    private const string Up = "infra up --plan plan.json -o json";

    [Fact]
    public async Task A_kept_plan_is_carried_out_unasked_deletes_too_and_once()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "old-1"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        command.Write(RealCommand.Config("app-1", "app-2"));

        CliResult plan = await command.RunAsync("infra plan -e staging --out plan.json");
        plan.ExitCode.Should().Be(0, plan.Error);
        (await File.ReadAllTextAsync(Path.Combine(command.Folder, "plan.json"))).Should()
            .NotContain("END-TO-END-USER-DATA").And.NotContain(RealCommand.Token);
        CliResult up = await command.RunAsync(Up);
        up.ExitCode.Should().Be(0, up.Error);
        command.Cloud.Droplets.Select(d => d.Name).Should().BeEquivalentTo("staging-app-1", "staging-app-2");

        CliResult again = await command.RunAsync(Up);
        again.ExitCode.Should().Be(5);
        again.ErrorCode.Should().Be("plan_stale");
        again.Error.Should().Contain("'staging-app-2'").And.Contain("'staging-old-1'");
    }

    [Fact]
    public async Task A_change_of_the_account_in_between_is_named_and_nothing_is_sent()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "app-2"));
        await command.RunAsync("infra up -e staging --yes");
        SandboxDroplet deleted = command.Cloud.Droplets.Single(d => d.Name == "staging-app-2");
        command.Write(RealCommand.Config("app-1", "app-2", "app-3"));
        await command.RunAsync("infra plan -e staging --out plan.json");
        command.Cloud.Conditions = command.Cloud.Conditions with { Destroy = TimeSpan.Zero };
        command.Cloud.DeleteDroplet(deleted.Id);
        int before = command.Cloud.Requests.Count;

        CliResult up = await command.RunAsync(Up);

        up.ExitCode.Should().Be(5, up.Error);
        up.Error.Should().Contain($"plan.json is out of date: machine 'staging-app-2' ({deleted.Id}) no longer exists");
        command.Cloud.Requests.Skip(before).Should().OnlyContain(r => r.Method == "GET");
    }

    [Fact]
    public async Task A_change_of_the_config_in_between_is_named_and_nothing_is_sent()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        await command.RunAsync("infra plan -e staging --out plan.json");

        command.Write(RealCommand.Config("app-1").Replace("END-TO-END-USER-DATA", "END-TO-END-USER-DATA-2", StringComparison.Ordinal));
        CliResult hidden = await command.RunAsync(Up);
        hidden.ExitCode.Should().Be(5);
        hidden.Error.Should()
            .Contain("the config: a setting of host 'app-1' changed that only a create uses, for example user_data or SSH keys");

        command.Write(RealCommand.Config("app-1").Replace("s-1vcpu-1gb", "s-2vcpu-4gb", StringComparison.Ordinal));
        CliResult size = await command.RunAsync(Up);
        size.ExitCode.Should().Be(5);
        size.Error.Should().Contain("the config: size of host 'app-1' was 's-1vcpu-1gb', and is 's-2vcpu-4gb' now");
        command.Cloud.Requests.Should().OnlyContain(r => r.Method == "GET");
    }

    [Fact]
    public async Task Down_carries_out_what_its_dry_run_printed()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        await command.RunAsync("infra up -e staging --yes");
        CliResult plan = await command.RunAsync("infra down -e staging --dry-run -o json");
        await File.WriteAllTextAsync(Path.Combine(command.Folder, "clear.json"), plan.Out);

        (await command.RunAsync("infra up --plan clear.json")).ExitCode.Should().Be(3);
        (await command.RunAsync("infra down --plan clear.json")).ExitCode.Should().Be(0);
        command.Cloud.Droplets.Should().BeEmpty();
    }
}
