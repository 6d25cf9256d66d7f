namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>A tag, and how many droplets have it.</summary>
internal sealed record TagUse(string Name, long Count, long? LastDropletId);
