using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 12.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task The_committed_schema_is_what_the_command_prints()
    {
        using TestCli cli = new TestCli { CreateProviders = CloudProviders.Create };
        File.Delete(cli.ConfigFile);
        CliResult result = await cli.RunAsync("schema");
        result.ExitCode.Should().Be(0, result.Error);
        string committed = Path.Combine(Repository.Root, "docs", "stagecraft.schema.json");
        if (Environment.GetEnvironmentVariable("STAGECRAFT_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(committed, result.Out);
        }

        result.Out.Should().Be(File.ReadAllText(committed));
        (await cli.RunAsync("schema -o json")).Out.Should().Be(result.Out);
    }
}
