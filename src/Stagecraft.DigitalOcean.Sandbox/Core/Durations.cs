namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>How long things take for a certain droplet.</summary>
internal static class Durations
{
    public static TimeSpan BootOf(this SandboxConditions conditions, long droplet) =>
        conditions.Boot + (conditions.BootSpread * Draw.Of(conditions.Seed, droplet, 1));

    public static TimeSpan DestroyOf(this SandboxConditions conditions, long droplet) =>
        conditions.Destroy + (conditions.DestroySpread * Draw.Of(conditions.Seed, droplet, 2));
}
