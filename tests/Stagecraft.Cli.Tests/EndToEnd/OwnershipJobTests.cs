using System.Text.Json;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>Protecting, adopting, forgetting and renaming with the real command, over real sockets: spec/cli/infra.md 1, 4.4.1, 5.5.1 and
/// output.md 4.5, 5.8, 5.9.</summary>
public sealed class OwnershipJobTests
{
    [Fact]
    public async Task A_host_that_is_there_is_protected_until_that_is_ended()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "db-1"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        long id = command.Cloud.Droplets.Single(d => d.Name == "staging-db-1").Id;
        command.Write(RealCommand.Config("app-1", "db-1").Replace("role: db,", "role: db, protected: true,", StringComparison.Ordinal));

        CliResult plan = await command.RunAsync("infra plan -e staging -o json");
        JsonElement change = plan.Json.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("actions").GetArrayLength() > 0);
        (change.GetProperty("name").GetString(), change.GetProperty("id").GetString(), change.GetProperty("actions")[0]
            .GetString(), change.GetProperty("fields")[0].GetProperty("name").GetString())
            .Should().Be(("db-1", $"{id}", "update", "protected"));
        plan.Json.GetProperty("in_sync").GetBoolean().Should().BeFalse();
        (await command.RunAsync("infra plan -e staging --detailed-exitcode")).ExitCode.Should().Be(2);
        (await command.RunAsync("infra plan -e staging")).Out.Should().Contain("1 to update");

        (await command.RunAsync("infra up -e staging")).ExitCode.Should().Be(5, "the deletion was not confirmed");
        CliResult up = await command.RunAsync("infra up -e staging --yes -o json");
        up.ExitCode.Should().Be(0, up.Error);
        up.Lines.Select(l => l.GetProperty("type").GetString()).Should().Equal("start", "host_updating", "host_updated", "summary");
        up.Lines[^1].GetProperty("updated").GetInt32().Should().Be(1);

        // Out of the file, it is protected all the same.
        command.Write(RealCommand.Config("app-1"));
        (await command.RunAsync("infra up -e staging --yes --allow-delete")).ExitCode.Should().Be(0);
        CliResult down = await command.RunAsync("infra down -e staging --yes -o json");
        down.ExitCode.Should().Be(0, down.Error);
        down.Error.Should().Contain("infra unprotect db-1");
        (down.Lines[^1].GetProperty("deleted").GetInt32(), down.Lines[^1].GetProperty("kept").GetInt32()).Should().Be((1, 1));
        command.Cloud.Droplets.Should().ContainSingle(d => d.Id == id);

        (await command.RunAsync("infra forget db-1 -e staging --yes")).ExitCode.Should().Be(5);
        CliResult refused = await command.RunAsync("infra unprotect db-1 -e staging");
        refused.ExitCode.Should().Be(5);
        refused.Error.Should().Contain("pass --yes");
        CliResult ended = await command.RunAsync("infra unprotect db-1 -e staging --yes");
        ended.ExitCode.Should().Be(0, ended.Error);
        ended.Out.Should().Be($"Deletion protection removed from db-1 (staging-db-1, id {id}).\n");
        (await command.RunAsync("infra unprotect db-1 -e staging")).Out.Should().StartWith("Nothing to do");
        (await command.RunAsync("infra down -e staging --yes")).ExitCode.Should().Be(0);
        command.Cloud.Droplets.Should().BeEmpty();
    }

    [Fact]
    public async Task An_existing_droplet_becomes_a_host_and_is_let_go_again()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("db-1"));
        long id = command.Cloud.CreateDroplet("legacy-db", ["theirs"], "nyc1", "s-2vcpu-4gb").Id;

        CliResult shown = await command.RunAsync("infra adopt legacy-db --as db-1 -e staging --dry-run");
        shown.ExitCode.Should().Be(0, shown.Error);
        shown.Out.Should().Contain("+ tag stagecraft-host-db-1").And.Contain("~ size is s-2vcpu-4gb, declared s-1vcpu-1gb");
        (await command.RunAsync("infra adopt legacy-db --as db-1 -e staging")).ExitCode.Should().Be(5);
        command.Cloud.Requests.Should().OnlyContain(r => r.Method == "GET");

        CliResult adopted = await command.RunAsync("infra adopt legacy-db --as db-1 -e staging --yes -o json");
        adopted.ExitCode.Should().Be(0, adopted.Error);
        adopted.Json.GetProperty("outcome").GetString().Should().Be("done");
        long.Parse(adopted.Json.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture).Should().Be(id);
        adopted.Json.GetProperty("add").EnumerateArray().Last().GetString().Should().Be("stagecraft");
        CliResult hosts = await command.RunAsync("infra hosts -e staging -o json");
        hosts.Json.GetProperty("hosts").EnumerateArray().Single().GetProperty("name").GetString().Should().Be("db-1");
        (await command.RunAsync("infra up -e staging --yes")).Error.Should().Contain("drift not corrected: db-1 (size)");

        CliResult forgotten = await command.RunAsync("infra forget db-1 -e staging --yes");
        forgotten.ExitCode.Should().Be(0, forgotten.Error);
        forgotten.Out.Should().Be($"Host db-1 is no longer managed; droplet legacy-db (id {id}) is otherwise unchanged.\n");
        forgotten.Error.Should().Contain("the next run would create a new droplet for it");
        command.Cloud.Droplets.Should().ContainSingle().Which.Tags.Should().Equal("theirs");
    }

    [Fact]
    public async Task A_host_with_another_name_in_the_file_keeps_its_droplet()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("web-1"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        long id = command.Cloud.Droplets.Single().Id;
        command.Write(RealCommand.Config("web-2"));

        CliResult plan = await command.RunAsync("infra plan -e staging");
        plan.Error.Replace("\n  ", " ", StringComparison.Ordinal).Should().Contain("infra rename web-1 web-2 -e staging");
        int writes = command.Cloud.Requests.Count(r => r.Method != "GET");
        CliResult shown = await command.RunAsync("infra rename web-1 web-2 -e staging --dry-run");
        (shown.ExitCode, shown.Out.Contains("+ name staging-web-2", StringComparison.Ordinal)).Should().Be((0, true), shown.Error);
        (await command.RunAsync("infra rename web-1 web-2 -e staging")).ExitCode.Should().Be(5);
        command.Cloud.Requests.Count(r => r.Method != "GET").Should().Be(writes);

        CliResult renamed = await command.RunAsync("infra rename web-1 web-2 -e staging --yes -o json");
        renamed.ExitCode.Should().Be(0, renamed.Error);
        (renamed.Json.GetProperty("outcome").GetString(), renamed.Json.GetProperty("new_host").GetString()).Should().Be(("done", "web-2"));
        command.Cloud.Droplets.Should().ContainSingle().Which.Should().Match<SandboxDroplet>(d => d.Id == id && d.Name == "staging-web-2");
        (await command.RunAsync("infra plan -e staging --detailed-exitcode")).ExitCode.Should().Be(0);
        CliResult again = await command.RunAsync("infra rename web-1 web-2 -e staging");
        (again.ExitCode, again.Out).Should().Be((0, $"Nothing to do: web-2 is already droplet staging-web-2 (id {id}).\n"));
    }

    [Theory]
    [InlineData("infra adopt nothing --as db-1 -e staging --yes", 1, "not found")]
    [InlineData("infra adopt nothing --as db-2 -e staging --yes", 3, "did you mean 'db-1'?")]
    [InlineData("infra adopt nothing -e staging", 3, "--as")]
    [InlineData("infra adopt --as db-1 -e staging", 3, "required")]
    [InlineData("infra forget db-1 -e staging --yes", 1, "not found")]
    [InlineData("infra unprotect db-1 -e staging --yes", 1, "not found")]
    [InlineData("infra rename web-1 db-1 -e staging --yes", 1, "not found")]
    [InlineData("infra rename web-1 db-2 -e staging --yes", 3, "did you mean 'db-1'?")]
    public async Task What_cannot_be_done_is_said(string line, int exitCode, string text)
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("db-1"));
        CliResult result = await command.RunAsync(line);
        (result.ExitCode, result.Out).Should().Be((exitCode, ""));
        result.Error.Should().Contain(text);
    }
}
