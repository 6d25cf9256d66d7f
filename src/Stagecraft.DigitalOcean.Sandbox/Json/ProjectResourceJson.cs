using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Projects;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>A resource of a project. A resource that was not found has only the URN and the status.</summary>
internal sealed record ProjectResourceJson(
    string Urn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AssignedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProjectResourceJson.LinksJson? Links,
    string Status)
{
    public static ProjectResourceJson Of(ProjectResource resource, string status, ApiCall call) =>
        new(resource.Urn, Timestamp.Format(resource.AssignedAt), new(call.UrlOf($"/v2/{resource.Path}")), status);

    internal sealed record LinksJson(string Self);
}
