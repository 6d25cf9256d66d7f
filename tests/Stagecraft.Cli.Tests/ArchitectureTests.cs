using System.Reflection;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>The references between the assemblies. The compiler drops references that are not used.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void The_command_references_the_libraries() => Ours(typeof(App).Assembly).Should().BeEquivalentTo(
        "Stagecraft", "Stagecraft.Engine", "Stagecraft.Aws", "Stagecraft.Aws.Sandbox", "Stagecraft.DigitalOcean",
        "Stagecraft.DigitalOcean.Sandbox", "Stagecraft.Sandbox");

    [Fact]
    public void A_driver_references_the_engine_and_the_contracts() =>
        Ours(typeof(DigitalOceanProvider).Assembly).Should().BeEquivalentTo("Stagecraft", "Stagecraft.Engine");

    [Fact]
    public void The_engine_references_the_contracts_and_no_cloud() =>
        Ours(typeof(EngineProvider).Assembly).Should().BeEquivalentTo("Stagecraft");

    [Fact]
    public void A_sandbox_references_only_what_sandboxes_share() => Ours(typeof(DigitalOceanSandbox).Assembly)
        .Should().BeEquivalentTo("Stagecraft.Sandbox");

    [Fact]
    public void The_contracts_reference_only_a_YAML_parser() => References(typeof(InfraPlan).Assembly)
        .Where(n => n is not ("System" or "netstandard") && !n.StartsWith("System.", StringComparison.Ordinal))
        .Where(n =>
            !n.StartsWith("Microsoft.CodeCoverage", StringComparison.Ordinal)) // like netstandard woven in while coverage is measured
        .Should().BeEquivalentTo("YamlDotNet");

    private static IEnumerable<string> Ours(Assembly assembly) =>
        References(assembly).Where(n => n.StartsWith("Stagecraft", StringComparison.Ordinal));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);
}
