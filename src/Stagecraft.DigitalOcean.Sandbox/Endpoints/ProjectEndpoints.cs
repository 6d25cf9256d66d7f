using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Projects;
using Stagecraft.DigitalOcean.Sandbox.ReservedIps;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads, creates, updates and deletes projects, and assigns resources to them.</summary>
internal sealed class ProjectEndpoints(ProjectStore projects, ReservedIpStore ips)
{
    private const string ListPath = "/v2/projects";
    private const string DropletUrn = "do:droplet:";
    private const string IpUrn = "do:floatingip:";
    private const string OnePath = $"{ListPath}/*";

    public IEnumerable<Route> Routes =>
    [
        new("GET", ListPath, List),
        new("POST", ListPath, call =>
            Show(201, projects.Insert(ProjectBodyReader.Read(JsonBody.Parse(call.Request), null), call.Conditions, call.Now))),
        new("GET", OnePath, call => Show(200, projects.Require(call.Key, call.Now))),
        new("PUT", OnePath, call => Update(call, isComplete: true)),
        new("PATCH", OnePath, call => Update(call, isComplete: false)),
        new("DELETE", OnePath, Delete),
        new("GET", $"{OnePath}/resources", ListResources),
        new("POST", $"{OnePath}/resources", Assign),
    ];

    private ApiResponse List(ApiCall call)
    {
        (List<Project> page, long total) = projects.List(PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(call, "projects", [.. page.Select(ProjectJson.Of)], total, SandboxJson.Default.ProjectJson);
    }

    private ApiResponse Update(ApiCall call, bool isComplete)
    {
        Project project = projects.Require(call.Key, call.Now);
        JsonBody body = JsonBody.Parse(call.Request);
        ProjectSpec spec = ProjectBodyReader.Read(body, isComplete ? null : project.Spec);
        bool? isDefault = body.Boolean("is_default");
        return isDefault == false && project.IsDefault
            ? throw ApiError.Unprocessable("is_default cannot be unset; make another project the default.")
            : Show(200, projects.Update(project, spec, isDefault == true, call.Now));
    }

    private ApiResponse Delete(ApiCall call)
    {
        Project project = projects.Require(call.Key, call.Now);
        if (project.IsDefault)
        {
            throw ApiError.PreconditionFailed("the default project cannot be deleted");
        }

        if (projects.ResourcesOf(project.Id, new PageRequest(1, 1), call.Now).Total > 0)
        {
            throw ApiError.PreconditionFailed("cannot delete a project with resources. move or remove the resources first");
        }

        projects.Delete(project.Id);
        return JsonResponse.NoContent();
    }

    private ApiResponse ListResources(ApiCall call)
    {
        Project project = projects.Require(call.Key, call.Now);
        (List<ProjectResource> page, long total) = projects.ResourcesOf(project.Id, PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(
            call,
            "resources",
            [.. page.Select(resource => ProjectResourceJson.Of(resource, "ok", call))],
            total,
            SandboxJson.Default.ProjectResourceJson);
    }

    private ApiResponse Assign(ApiCall call)
    {
        Project project = projects.Require(call.Key, call.Now);
        IReadOnlyList<string> urns = JsonBody.Parse(call.Request).Texts("resources");
        if (urns.Count == 0)
        {
            throw ApiError.Unprocessable("resources is required.");
        }

        ProjectResourceJson[] assigned = [.. urns.Select(urn => Assign(urn, project, call))];
        return JsonResponse.Write(200, json =>
            JsonResponse.WriteArray(json, "resources", assigned, SandboxJson.Default.ProjectResourceJson));
    }

    private ProjectResourceJson Assign(string urn, Project project, ApiCall call)
    {
        // Both names of a reserved IP are in use.
        string canonical = urn.Replace("do:reservedip:", IpUrn, StringComparison.Ordinal);
        if (projects.Find(canonical, call.Now) is not { } found)
        {
            return new ProjectResourceJson(urn, null, null, "not_found");
        }

        if (found.ProjectId == project.Id)
        {
            return ProjectResourceJson.Of(found.Resource, "already_assigned", call);
        }

        if (canonical.StartsWith(IpUrn, StringComparison.Ordinal)
            && ips.All(call.Now).Any(ip => ip.Text == canonical[IpUrn.Length..] && ip.DropletId is not null))
        {
            throw ApiError.PreconditionFailed("an assigned reserved IP belongs to the project of its Droplet");
        }

        projects.Assign(canonical, project.Id, call.Now);
        if (canonical.StartsWith(DropletUrn, StringComparison.Ordinal))
        {
            foreach (ReservedIp ip in ips.All(call.Now).Where(ip => $"{DropletUrn}{ip.DropletId}" == canonical))
            {
                projects.Assign(IpUrn + ip.Text, project.Id, call.Now);
            }
        }

        return ProjectResourceJson.Of(found.Resource with { AssignedAt = call.Now }, "assigned", call);
    }

    private static ApiResponse Show(int status, Project project) =>
        JsonResponse.Object(status, "project", ProjectJson.Of(project), SandboxJson.Default.ProjectJson);
}
