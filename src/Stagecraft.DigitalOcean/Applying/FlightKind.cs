namespace Stagecraft.DigitalOcean.Applying;

/// <summary>What is on its way.</summary>
internal enum FlightKind
{
    Create,
    Delete,
    Look,
}
