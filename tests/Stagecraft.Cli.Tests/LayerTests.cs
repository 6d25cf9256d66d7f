using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Stagecraft.Cli.Tests;

/// <summary>Inside the command: arguments, flow and view stay apart.</summary>
public sealed class LayerTests
{
    private static readonly ArchUnitNET.Domain.Architecture Command =
        new ArchLoader().LoadAssemblies(typeof(App).Assembly, typeof(System.CommandLine.Command).Assembly).Build();

    [Fact]
    public void Flows_know_neither_commands_nor_the_parser() => Types().That().ResideInNamespace("Stagecraft.Cli.Flow")
        .Should().NotDependOnAny(Types().That().ResideInNamespace("Stagecraft.Cli.Commands").Or().ResideInNamespace("System.CommandLine"))
        .Check(Command);

    [Fact]
    public void Views_know_no_flow() => Types().That().ResideInNamespace("Stagecraft.Cli.Rendering")
        .Should().NotDependOnAny(Types().That().ResideInNamespace("Stagecraft.Cli.Flow"))
        .Check(Command);

    [Fact]
    public void The_rules_above_can_be_broken()
    {
        Action check = () => Types().That().ResideInNamespace("Stagecraft.Cli.Commands")
            .Should().NotDependOnAny(Types().That().ResideInNamespace("Stagecraft.Cli.Flow").Or().ResideInNamespace("System.CommandLine"))
            .Check(Command);
        check.Should().Throw<Exception>().WithMessage("*InfraUpCommand*Flow*");
    }
}
