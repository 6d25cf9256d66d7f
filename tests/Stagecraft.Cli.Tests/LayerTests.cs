using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Stagecraft.Layers;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Stagecraft.Cli.Tests;

/// <summary>The folders of the command are layers.</summary>
public sealed class LayerTests
{
    // Lowest first.
    private static readonly string[] Order =
        ["Errors", "Terminal", "Cloud", "Context", "Arguments", "Rendering", "Rendering.Live", "Telemetry", "Cancellation", "Flow",
            "Commands", ""];

    [Fact]
    public void Folders_use_only_folders_below_them() =>
        new LayerOrder(typeof(App).Assembly, "Stagecraft.Cli", Order).Violations().Should().BeEmpty();

    [Fact]
    public void A_use_of_a_higher_folder_is_found()
    {
        new LayerOrder(typeof(App).Assembly, "Stagecraft.Cli", [.. Order.Reverse()]).Violations()
            .Should().Contain(["Commands.InfraCommand -> Flow.ApplyFlow", "App -> Context.CommandContext"]);
        new LayerOrder(typeof(App).Assembly, "Stagecraft.Cli", Order[..^2]).Violations()
            .Should().Contain(["Stagecraft.Cli has no place in the order", "Stagecraft.Cli.Commands has no place in the order"]);
    }

    [Fact]
    public void Flows_do_not_use_the_parser() => Types().That().ResideInNamespace("Stagecraft.Cli.Flow")
        .Should().NotDependOnAny(Types().That().ResideInNamespace("System.CommandLine"))
        .Check(new ArchLoader().LoadAssemblies(typeof(App).Assembly, typeof(System.CommandLine.Command).Assembly).Build());
}
