namespace Stagecraft.DigitalOcean.Api;

/// <summary>A tag of the account.</summary>
/// <param name="Name">In the spelling that the account used first.</param>
internal sealed record Tag(string Name);
