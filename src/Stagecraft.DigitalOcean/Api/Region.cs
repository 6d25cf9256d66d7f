namespace Stagecraft.DigitalOcean.Api;

/// <summary>A place for droplets.</summary>
/// <param name="Slug">Its name in requests.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Available">Whether droplets can be created there.</param>
internal sealed record Region(string Slug, string Name, bool Available);
