namespace Stagecraft.DigitalOcean.Sandbox.Projects;

/// <summary>The settings of a project.</summary>
internal sealed record ProjectSpec(string Name, string Description, string Purpose, string Environment);
