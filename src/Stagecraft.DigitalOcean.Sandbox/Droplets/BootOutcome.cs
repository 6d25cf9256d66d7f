namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>What becomes of a droplet when it should have booted. The numbers are stored.</summary>
internal enum BootOutcome
{
    Active = 0,
    Off = 1,
    Stuck = 2,
    Vanished = 3,
}
