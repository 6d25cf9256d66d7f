namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>How the boot of a droplet ends.</summary>
internal static class BootOutcomes
{
    /// <param name="fault">The fault of the droplet; null for none.</param>
    public static BootOutcome Of(SandboxFaultKind? fault) => fault switch
    {
        SandboxFaultKind.StuckNew => BootOutcome.Stuck,
        SandboxFaultKind.BootsOff => BootOutcome.Off,
        SandboxFaultKind.Vanishes => BootOutcome.Vanished,
        _ => BootOutcome.Active,
    };
}
