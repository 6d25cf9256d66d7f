using System.Reflection;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>The arrows between the assemblies. The compiler drops references that are not used, so these are those that are.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void The_command_knows_the_three_libraries() => Ours(typeof(App).Assembly).Should().BeEquivalentTo(
        "Stagecraft", "Stagecraft.DigitalOcean", "Stagecraft.DigitalOcean.Sandbox");

    [Fact]
    public void The_provider_knows_the_contracts_alone() => Ours(typeof(DigitalOceanProvider).Assembly).Should().BeEquivalentTo("Stagecraft");

    [Fact]
    public void The_sandbox_knows_nothing_of_ours() => Ours(typeof(DigitalOceanSandbox).Assembly).Should().BeEmpty();

    [Fact]
    public void The_contracts_know_a_YAML_parser_alone() => References(typeof(InfraPlan).Assembly)
        .Where(n => n is not ("System" or "netstandard") && !n.StartsWith("System.", StringComparison.Ordinal))
        .Where(n => !n.StartsWith("Microsoft.CodeCoverage", StringComparison.Ordinal)) // like netstandard woven in while coverage is measured
        .Should().BeEquivalentTo("YamlDotNet");

    private static IEnumerable<string> Ours(Assembly assembly) => References(assembly).Where(n => n.StartsWith("Stagecraft", StringComparison.Ordinal));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);
}
