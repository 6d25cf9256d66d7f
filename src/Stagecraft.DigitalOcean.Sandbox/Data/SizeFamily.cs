namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>Where a kind of size is on offer.</summary>
internal enum SizeFamily
{
    Basic,
    Premium,
    Dedicated,
    Special,
    Gpu,
    Retired,
}
