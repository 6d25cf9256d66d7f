namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>The families of sizes; they differ in the regions that offer them.</summary>
internal enum SizeFamily
{
    Basic,
    Premium,
    Dedicated,
    Special,
    Gpu,
    Retired,
}
