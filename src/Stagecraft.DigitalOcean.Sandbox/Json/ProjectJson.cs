using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Projects;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record ProjectJson(
    string Id, string Name, string Description, string Purpose, string Environment, bool IsDefault, string CreatedAt, string UpdatedAt)
{
    public string OwnerUuid { get; } = "5a4d0b0c-0000-4000-8000-000000000002";

    public int OwnerId { get; } = 1;

    public static ProjectJson Of(Project project) => new(
        ResourceId.Format(ResourceKind.Project, project.Id),
        project.Spec.Name,
        project.Spec.Description,
        project.Spec.Purpose,
        project.Spec.Environment,
        project.IsDefault,
        Timestamp.Format(project.CreatedAt),
        Timestamp.Format(project.UpdatedAt));
}
