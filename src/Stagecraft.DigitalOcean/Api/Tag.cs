namespace Stagecraft.DigitalOcean.Api;

/// <summary>A tag of the account.</summary>
/// <param name="Name">In the spelling that the account used first.</param>
/// <param name="DropletCount">How many droplets carry it; null where the API left it out.</param>
internal sealed record Tag(string Name, int? DropletCount);
