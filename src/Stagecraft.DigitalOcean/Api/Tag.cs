namespace Stagecraft.DigitalOcean.Api;

/// <param name="Name">In the spelling in which the account used it first.</param>
internal sealed record Tag(string Name);
