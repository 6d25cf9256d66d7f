using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.ReservedIps;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads, creates, deletes, assigns and unassigns reserved IPs.</summary>
internal sealed class ReservedIpEndpoints(
    ReservedIpStore ips,
    DropletStore droplets,
    ProjectStore projects,
    DropletView dropletView,
    ActionView actionView,
    Catalog catalog,
    int limit)
{
    private const string ListPath = "/v2/reserved_ips";
    private const string OnePath = $"{ListPath}/*";

    public IEnumerable<Route> Routes =>
    [
        new("GET", ListPath, List),
        new("POST", ListPath, Create),
        new("GET", OnePath, call =>
            JsonResponse.Object(200, "reserved_ip", ToJson(ips.Require(call.Key, call.Now), call), SandboxJson.Default.ReservedIpJson)),
        new("DELETE", OnePath, Delete),
        new("POST", $"{OnePath}/actions", Act),
    ];

    private ApiResponse List(ApiCall call)
    {
        (List<ReservedIp> page, long total) = ips.List(PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(
            call, "reserved_ips", [.. page.Select(ip => ToJson(ip, call))], total, SandboxJson.Default.ReservedIpJson);
    }

    private ApiResponse Create(ApiCall call)
    {
        JsonBody body = JsonBody.Parse(call.Request);
        Droplet? droplet = body.Has("droplet_id") ? FreeDroplet(body, call) : null;
        string region = body.Text("region") ?? droplet?.Region ?? throw ApiError.Unprocessable("droplet_id or region is required.");
        if (!catalog.Regions.Any(known => known.Slug == region && known.Available))
        {
            throw ApiError.Unprocessable("region is not available.");
        }

        if (droplet is not null && droplet.Region != region)
        {
            throw ApiError.Unprocessable("The reserved IP and the Droplet must be in the same region.");
        }

        if (ips.Count() >= limit)
        {
            throw ApiError.Unprocessable("creating this reserved IP will exceed your reserved IP limit");
        }

        string project = body.Text("project_id") ?? "";
        if (project.Length > 0 && !projects.Exists(project, call.Now))
        {
            throw ApiError.Unprocessable("project not found.");
        }

        ReservedIp ip = ips.Insert(region, call.Conditions, call.Now);
        if (ResourceId.Parse(ResourceKind.Project, project) is { } number)
        {
            projects.Assign($"do:floatingip:{ip.Text}", number, call.Now);
            ip = ip with { ProjectId = number };
        }

        return droplet is null ? Created(ip, null, null, call) : Created(ip, droplet, Assign(ip, droplet, call), call);
    }

    private ApiResponse Created(ReservedIp ip, Droplet? droplet, ResourceAction? action, ApiCall call) =>
        JsonResponse.Write(202, json =>
        {
            json.WritePropertyName("reserved_ip");
            JsonSerializer.Serialize(json, ToJson(ip with { IsLocked = action is not null }, call), SandboxJson.Default.ReservedIpJson);
            json.WriteStartObject("links");
            if (droplet is not null && action is not null)
            {
                Link("droplets", droplet.Id, "droplet", $"/v2/droplets/{droplet.Id}");
                Link("actions", action.Id, action.Type, $"/v2/actions/{action.Id}");
            }

            json.WriteEndObject();

            void Link(string member, long id, string rel, string path) => JsonResponse.WriteArray(
                json, member, [new ActionJson.LinkJson(id, rel, call.UrlOf(path))], SandboxJson.Default.LinkJson);
        });

    private ApiResponse Delete(ApiCall call)
    {
        ReservedIp ip = Unlocked(ips.Require(call.Key, call.Now));
        ips.Delete(ip);
        return JsonResponse.NoContent();
    }

    private ApiResponse Act(ApiCall call)
    {
        ReservedIp ip = Unlocked(ips.Require(call.Key, call.Now));
        JsonBody body = JsonBody.Parse(call.Request);
        ResourceAction action = body.Text("type") switch
        {
            "assign" => Assign(ip, InRegion(FreeDroplet(body, call), ip), call),
            "unassign" => ip.DropletId is null
                ? throw ApiError.Unprocessable("The reserved IP is not assigned to a Droplet.")
                : ips.BeginAction("unassign_ip", ip, null, call.Now, call.Now + call.Conditions.ActionTime),
            null => throw ApiError.Unprocessable("type is required."),
            _ => throw ApiError.Unprocessable("type must be assign or unassign."),
        };
        ActionJson shown = actionView.ToJson(action, call.Now) with { ProjectId = ResourceId.Format(ResourceKind.Project, ip.ProjectId) };
        return JsonResponse.Object(201, "action", shown, SandboxJson.Default.ActionJson);
    }

    private ResourceAction Assign(ReservedIp ip, Droplet droplet, ApiCall call) =>
        ips.BeginAction("assign_ip", ip, droplet.Id, call.Now, call.Now + call.Conditions.ActionTime);

    /// <summary>The droplet of the request, verified to have no event in progress and no reserved IP.</summary>
    private Droplet FreeDroplet(JsonBody body, ApiCall call)
    {
        long? id = body.Find("droplet_id") is { } value ? JsonBody.NumberOf(value) : null;
        Droplet droplet = droplets.Read(id ?? throw ApiError.Unprocessable("droplet_id must be an id."), call.Now)
            ?? throw ApiError.Unprocessable("The Droplet was not found.");
        if (droplet.IsLockedAt(call.Now) || droplet.StatusAt(call.Now) == "new")
        {
            throw ApiError.PendingEvent();
        }

        ips.Settle(call.Now);
        if (ips.IsOn(droplet.Id))
        {
            throw ApiError.Unprocessable("The Droplet already has a reserved IP.");
        }

        return droplet.PublicNetworking ? droplet : throw ApiError.Unprocessable("The Droplet has no public network.");
    }

    private static Droplet InRegion(Droplet droplet, ReservedIp ip) => droplet.Region == ip.Region
        ? droplet
        : throw ApiError.Unprocessable("The reserved IP and the Droplet must be in the same region.");

    private static ReservedIp Unlocked(ReservedIp ip) =>
        ip.IsLocked ? throw ApiError.Unprocessable("The reserved IP already has a pending event.") : ip;

    private ReservedIpJson ToJson(ReservedIp ip, ApiCall call)
    {
        Droplet? droplet = ip.DropletId is { } id ? droplets.Get(id, call.Now) : null;
        return new ReservedIpJson(
            ip.Text,
            catalog.RegionOf(ip.Region),
            droplet is null ? null : dropletView.ToJson(droplet, call),
            ip.IsLocked,
            ResourceId.Format(ResourceKind.Project, ip.ProjectId));
    }
}
