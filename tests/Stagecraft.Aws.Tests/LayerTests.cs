using Stagecraft.Aws.Settings;
using Stagecraft.Layers;

namespace Stagecraft.Aws.Tests;

/// <summary>The folders of the driver are layers. Public types are in the root namespace, whatever their folder.</summary>
public sealed class LayerTests
{
    // Lowest first.
    private static readonly string[] Order = ["Settings", "Api", "Resources", "Accounts", "Diagnosing", ""];

    [Fact]
    public void Folders_use_only_folders_below_them() =>
        new LayerOrder(typeof(AwsSettings).Assembly, "Stagecraft.Aws", Order).Violations().Should().BeEmpty();

    [Fact]
    public void A_use_of_a_higher_folder_is_found() =>
        new LayerOrder(typeof(AwsSettings).Assembly, "Stagecraft.Aws", [.. Order.Reverse()]).Violations()
            .Should().Contain("TypedConfig -> Settings.SectionKeys");
}
