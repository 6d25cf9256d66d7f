using MinimalCloud;
using Stagecraft.Config;
using Stagecraft.Engine;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>The minimal driver of docs/providers.md.</summary>
public sealed class MinimalDriverTests
{
    [Fact]
    public async Task The_program_creates_the_hosts_of_its_file()
    {
        using StringWriter output = new();

        int exitCode = await MinimalProgram.RunAsync(Repository.PathTo("examples/minimal-driver/stagecraft.yml"), "staging", output);

        output.ToString().ReplaceLineEndings("\n").Should()
            .StartWith("create 2, delete 0\n").And.EndWith("done: app-1 Created, db-1 Created\n");
        exitCode.Should().Be(0);
    }

    [Fact]
    public async Task It_keeps_what_exists_and_deletes_what_is_not_protected()
    {
        EngineProvider provider = new(new MinimalDriver(), new EngineOptions());
        StagecraftFile file = StagecraftFile.Parse(
            ConfigReader.Read(Repository.PathTo("examples/minimal-driver/stagecraft.yml"))).File!;
        PlanOptions options = new() { Config = file.ProviderConfig, Project = file.Project, Environment = "staging" };
        InfraPlan plan = await provider.PlanAsync(options, CancellationToken.None);

        (await ApplyAsync(plan)).Should().Equal(OutcomeKind.Created, OutcomeKind.Created);
        (await ApplyAsync(plan)).Should().Equal(OutcomeKind.Unchanged, OutcomeKind.Unchanged);
        (await provider.PlanAsync(options, CancellationToken.None)).HasChanges.Should().BeFalse();
        (await ApplyAsync(await provider.PlanAsync(options with { Intent = PlanIntent.Down }, CancellationToken.None)))
            .Should().Equal(OutcomeKind.Deleted, OutcomeKind.Kept);

        async Task<IEnumerable<OutcomeKind>> ApplyAsync(InfraPlan plan) =>
            (await provider.ApplyAsync(new ApplyOptions { Config = options.Config, Plan = plan }, CancellationToken.None))
                .Hosts.Select(h => h.Kind);
    }
}
