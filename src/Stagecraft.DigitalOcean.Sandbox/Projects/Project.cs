namespace Stagecraft.DigitalOcean.Sandbox.Projects;

/// <summary>A stored project.</summary>
/// <param name="Id">The number of its UUID.</param>
/// <param name="Spec">The settings.</param>
/// <param name="IsDefault">Whether resources without a project belong to it.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="UpdatedAt">The time of the last change.</param>
internal sealed record Project(long Id, ProjectSpec Spec, bool IsDefault, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The key of the default project in paths.</summary>
    public const string DefaultKey = "default";
}
