using Stagecraft.Layers;
using Stagecraft.Plans;

namespace Stagecraft.Tests;

/// <summary>The folders of the library are layers.</summary>
public sealed class LayerTests
{
    // Lowest first.
    private static readonly string[] Order = ["Errors", "Config", "Plans", "Events", "Providers"];

    [Fact]
    public void Folders_use_only_folders_below_them() =>
        new LayerOrder(typeof(InfraPlan).Assembly, "Stagecraft", Order).Violations().Should().BeEmpty();

    [Fact]
    public void A_use_of_a_higher_folder_is_found() =>
        new LayerOrder(typeof(InfraPlan).Assembly, "Stagecraft", [.. Order.Reverse()]).Violations()
        .Should().Contain(["Providers.ApplyOptions -> Plans.InfraPlan", "Events.ErrorJson -> Plans.JsonText"]);
}
