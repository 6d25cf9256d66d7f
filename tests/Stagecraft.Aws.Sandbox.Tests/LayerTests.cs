using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>The folders of the sandbox are layers: a type uses only types of its own folder and of the folders below it.</summary>
public sealed class LayerTests
{
    private const string Facade = "(root)";

    private static readonly string Root = typeof(AwsSandbox).Namespace!;

    /// <summary>The folders, lowest layer first.</summary>
    private static readonly string[] Order =
    [
        "Protocol", "Model", "Data", "State", "Policies", "Storage", "Core", "Instances", "Endpoints", "Faults", "Hosting", "Web", Facade,
    ];

    /// <summary>The types with a folder, without those of compiler and coverage tools.</summary>
    private static readonly IType[] Sandbox =
    [
        .. new ArchLoader().LoadAssemblies(typeof(AwsSandbox).Assembly).Build().Types
            .Where(type => type.Namespace.FullName == Root || type.Namespace.FullName.StartsWith($"{Root}.", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_type_belongs_to_a_layer() => Sandbox.Select(LayerOf).Distinct().Should().BeEquivalentTo(Order);

    [Fact]
    public void No_type_uses_a_higher_layer() => string.Join('\n', ArrowsAgainst(Order)).Should().BeEmpty();

    [Fact]
    public void A_dependency_against_the_order_is_detected() =>
        ArrowsAgainst([.. Order.Reverse()]).Should().Contain("Core.ApiCall -> State.AccountState");

    private static IEnumerable<string> ArrowsAgainst(string[] order) => Sandbox
        .SelectMany(type => type.GetTypeDependencies().Intersect(Sandbox).Select(used => (type, used)))
        .Where(arrow => Array.IndexOf(order, LayerOf(arrow.used)) > Array.IndexOf(order, LayerOf(arrow.type)))
        .Select(arrow => $"{NameOf(arrow.type)} -> {NameOf(arrow.used)}")
        .Distinct();

    /// <summary>The first folder of a type. The types of the root namespace are in the folder Model, except the facade.</summary>
    private static string LayerOf(IType type)
    {
        string facade = typeof(AwsSandbox).FullName!;
        return type.Namespace.FullName != Root ? type.Namespace.FullName[(Root.Length + 1)..].Split('.')[0]
            : type.FullName == facade || type.FullName.StartsWith($"{facade}+", StringComparison.Ordinal) ? Facade
            : "Model";
    }

    private static string NameOf(IType type) => type.FullName[(Root.Length + 1)..];
}
