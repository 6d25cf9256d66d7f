namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>How many droplets an environment has in each state, of all there are. Without a name: those of no environment.</summary>
internal sealed record EnvironmentJson(string? Project, string? Name, int Total, int New, int Active, int Off, int Going, int Other);
