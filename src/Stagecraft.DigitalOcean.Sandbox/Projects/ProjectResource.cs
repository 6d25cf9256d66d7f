namespace Stagecraft.DigitalOcean.Sandbox.Projects;

/// <summary>A resource of a project.</summary>
/// <param name="Urn">Its uniform resource name.</param>
/// <param name="Path">Its path below <c>/v2/</c>.</param>
/// <param name="AssignedAt">The time when it was assigned or created.</param>
internal sealed record ProjectResource(string Urn, string Path, DateTimeOffset AssignedAt);
