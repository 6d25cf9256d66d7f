using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Samples;

namespace Stagecraft.Library.Tests;

/// <summary>For samples on the system clock: droplets boot immediately, and the engine uses its minimum delays.</summary>
internal static class Fast
{
    public static SandboxOptions Sandbox { get; } = new() { Boot = TimeSpan.Zero, Destroy = TimeSpan.Zero };

    public static DigitalOceanConfig Hosts { get; } = Shop.Hosts with
    {
        SettleWindow = TimeSpan.FromSeconds(1),
        PollInterval = TimeSpan.FromSeconds(1),
    };
}
