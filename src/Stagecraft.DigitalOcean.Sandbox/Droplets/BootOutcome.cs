namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The result of booting a droplet. The numbers are stored.</summary>
internal enum BootOutcome
{
    Active = 0,
    Off = 1,
    Stuck = 2,
    Vanished = 3,
}
