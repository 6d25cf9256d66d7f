using Stagecraft.Layers;

namespace Stagecraft.Engine.Tests;

/// <summary>The folders of the engine are layers.</summary>
public sealed class LayerTests
{
    // Lowest first.
    private static readonly string[] Order =
    [
        "Timing", "Text", "Telemetry", "Clouds", "Settings", "Planning", "Reading", "Running", "Resources", "Readiness", "Http", "Adoption",
        "Diagnosing",
        "",
    ];

    [Fact]
    public void Folders_use_only_folders_below_them() =>
        new LayerOrder(typeof(EngineProvider).Assembly, "Stagecraft.Engine", Order).Violations().Should().BeEmpty();

    [Fact]
    public void A_use_of_a_higher_folder_is_found() =>
        new LayerOrder(typeof(EngineProvider).Assembly, "Stagecraft.Engine", [.. Order.Reverse()]).Violations().Should()
            .Contain("Planning.Planner -> Clouds.Preflight");
}
