namespace Stagecraft.Testing.Simulation;

/// <summary>The cloud of a scenario.</summary>
public enum ScenarioCloud
{
    /// <summary>The DigitalOcean provider on the sandbox.</summary>
    Sandbox,

    /// <summary>The engine on a cloud in memory whose facts are drawn by the seed.</summary>
    Memory,

    /// <summary>The AWS provider on its sandbox.</summary>
    Aws,
}
