using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using Stagecraft.Layers;
using Stagecraft.Sandbox;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>The folders of the sandbox are layers: a type uses only types of its own folder and of the folders below it.</summary>
public sealed class LayerTests
{
    private const string Facade = "(root)";

    private static readonly string Root = typeof(DigitalOceanSandbox).Namespace!;

    /// <summary>The folders, lowest layer first.</summary>
    private static readonly string[] Order =
    [
        "Model", "Core", "Vpcs", "Data", "Droplets", "Firewalls", "Volumes", "ReservedIps", "LoadBalancers", "Projects", "Alerts",
        "Snapshots", "Storage", "Json", "Faults", "Endpoints", "Web", Facade,
    ];

    /// <summary>The types in the root folder. All other types of the root namespace are in the folder Model.</summary>
    private static readonly string[] FacadeTypes =
        [typeof(DigitalOceanSandbox).FullName!, typeof(SandboxResources).FullName!];

    /// <summary>The types with a folder, without those of compiler and coverage tools.</summary>
    private static readonly IType[] Sandbox =
    [
        .. new ArchLoader().LoadAssemblies(typeof(DigitalOceanSandbox).Assembly).Build().Types
            .Where(type => type.Namespace.FullName == Root || type.Namespace.FullName.StartsWith($"{Root}.", StringComparison.Ordinal)),
    ];

    /// <summary>The folders of the shared assembly, lowest layer first.</summary>
    private static readonly string[] SharedOrder = ["", "Http", "Conditions", "Storage", "Faults", "Web", "Hosting"];

    [Fact]
    public void The_shared_assembly_has_layers_too()
    {
        new LayerOrder(typeof(SandboxFault).Assembly, "Stagecraft.Sandbox", SharedOrder).Violations().Should().BeEmpty();
        new LayerOrder(typeof(SandboxFault).Assembly, "Stagecraft.Sandbox", [.. SharedOrder.Reverse()]).Violations()
            .Should().Contain("Faults.ActiveFault -> Http.SeededRandom");
    }

    [Fact]
    public void The_shared_assembly_references_no_other_one() =>
        typeof(SandboxFault).Assembly.GetReferencedAssemblies().Select(a => a.Name).Should().NotContain(n => n!.StartsWith("Stagecraft"));

    [Fact]
    public void Every_type_belongs_to_a_layer() => Sandbox.Select(LayerOf).Distinct().Should().BeEquivalentTo(Order);

    [Fact]
    public void No_type_uses_a_higher_layer() => string.Join('\n', ArrowsAgainst(Order)).Should().BeEmpty();

    [Fact]
    public void A_dependency_against_the_order_is_detected() =>
        ArrowsAgainst([.. Order.Reverse()]).Should().Contain("Storage.DropletStore -> Droplets.Droplet");

    private static IEnumerable<string> ArrowsAgainst(string[] order) => Sandbox
        .SelectMany(type => type.GetTypeDependencies().Intersect(Sandbox).Select(used => (type, used)))
        .Where(arrow => Array.IndexOf(order, LayerOf(arrow.used)) > Array.IndexOf(order, LayerOf(arrow.type)))
        .Select(arrow => $"{NameOf(arrow.type)} -> {NameOf(arrow.used)}")
        .Distinct();

    private static string LayerOf(IType type) =>
        type.Namespace.FullName != Root ? type.Namespace.FullName[(Root.Length + 1)..]
        : FacadeTypes.Any(facade => type.FullName == facade || type.FullName.StartsWith($"{facade}+", StringComparison.Ordinal)) ? Facade
        : "Model";

    private static string NameOf(IType type) => type.FullName[(Root.Length + 1)..];
}
