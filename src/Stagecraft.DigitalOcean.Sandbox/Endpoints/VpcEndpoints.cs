using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

internal sealed class VpcEndpoints(VpcStore vpcs, DropletLists droplets, LoadBalancerStore balancers, Catalog catalog)
{
    private const string ListPath = "/v2/vpcs";
    private const string OnePath = $"{ListPath}/*";

    public IEnumerable<Route> Routes =>
    [
        new("GET", ListPath, List),
        new("POST", ListPath, Create),
        new("GET", OnePath, call => Show(200, Find(call))),
        new("PUT", OnePath, call => Update(call, isComplete: true)),
        new("PATCH", OnePath, call => Update(call, isComplete: false)),
        new("DELETE", OnePath, Delete),
        new("GET", $"{OnePath}/members", Members),
    ];

    private ApiResponse List(ApiCall call)
    {
        List<Vpc> page = vpcs.List(PageRequest.Of(call.Query));
        return JsonResponse.Page(call, "vpcs", [.. page.Select(VpcJson.Of)], vpcs.Count(), SandboxJson.Default.VpcJson);
    }

    private ApiResponse Create(ApiCall call)
    {
        JsonBody body = JsonBody.Parse(call.Request);
        string name = FreeName(body, null) ?? throw ApiError.Unprocessable("name is required.");
        string description = Description(body) ?? "";
        string region = body.Text("region") ?? throw ApiError.Unprocessable("region is required.");
        if (!catalog.Regions.Any(known => known.Slug == region))
        {
            throw ApiError.Unprocessable("region is not known.");
        }

        return Show(201, vpcs.Add(name, description, region, FreeRange(body), call.Now));
    }

    private ApiResponse Update(ApiCall call, bool isComplete)
    {
        Vpc vpc = Find(call);
        JsonBody body = JsonBody.Parse(call.Request);
        string? name = FreeName(body, vpc);
        if (isComplete && name is null)
        {
            throw ApiError.Unprocessable("name is required.");
        }

        bool? isDefault = body.Boolean("default");
        if (vpc.IsDefault && isDefault == false)
        {
            throw ApiError.Unprocessable("default cannot be unset; make another VPC of the region the default.");
        }

        Vpc updated = vpc with
        {
            Name = name ?? vpc.Name,
            Description = Description(body) ?? vpc.Description,
            IsDefault = vpc.IsDefault || isDefault == true,
        };
        vpcs.Update(updated);
        return Show(200, updated);
    }

    private ApiResponse Delete(ApiCall call)
    {
        Vpc vpc = Find(call);
        if (vpc.IsDefault)
        {
            throw ApiError.Forbidden("Can not delete default VPCs");
        }

        if (droplets.AnyIn(vpc.Id, call.Now) || balancers.AnyIn(vpc.Id))
        {
            throw ApiError.Forbidden("Can not delete VPC with members");
        }

        vpcs.Delete(vpc.Id);
        return JsonResponse.NoContent();
    }

    private ApiResponse Members(ApiCall call)
    {
        Vpc vpc = Find(call);
        PageRequest page = PageRequest.Of(call.Query);
        bool hasDroplets = call.Query["resource_type"] is null or "droplet";
        return JsonResponse.Page(
            call,
            "members",
            hasDroplets ? [.. droplets.List(vpc.Id, page, call.Now).Select(VpcMemberJson.Of)] : [],
            hasDroplets ? droplets.Count(vpc.Id, call.Now) : 0,
            SandboxJson.Default.VpcMemberJson);
    }

    private Vpc Find(ApiCall call) => vpcs.Get(call.Key) ?? throw ApiError.NotFound();

    /// <summary>The requested name, verified to be valid and free; null if absent.</summary>
    private string? FreeName(JsonBody body, Vpc? of)
    {
        if (body.Text("name") is not { } name)
        {
            return null;
        }

        if (!Vpc.IsValidName(name))
        {
            throw ApiError.Unprocessable("name may only have letters, digits, dashes and periods.");
        }

        if (vpcs.Named(name) is { } other && other.Id != of?.Id)
        {
            throw ApiError.Unprocessable("name is already in use by another VPC in your account.");
        }

        return name;
    }

    private static string? Description(JsonBody body) =>
        body.Text("description") is not { } text || text.Length <= Vpc.MaxDescriptionLength
            ? body.Text("description")
            : throw ApiError.Unprocessable($"description is over {Vpc.MaxDescriptionLength} characters.");

    private Ipv4Range FreeRange(JsonBody body)
    {
        List<Ipv4Range> taken = vpcs.Taken();
        if (body.Text("ip_range") is not { } text)
        {
            return VpcRanges.Free(taken) ?? throw ApiError.Unprocessable("No network range is left.");
        }

        if (Ipv4Range.Parse(text) is not { } range || !VpcRanges.IsPrivate(range))
        {
            throw ApiError.Unprocessable("ip_range must be a private IPv4 network in CIDR notation.");
        }

        if (range.Prefix is < VpcRanges.MinPrefix or > VpcRanges.MaxPrefix)
        {
            throw ApiError.Unprocessable($"ip_range must be of /{VpcRanges.MinPrefix} to /{VpcRanges.MaxPrefix}.");
        }

        return taken.Exists(range.Overlaps)
            ? throw ApiError.Unprocessable("This range/size overlaps with another VPC network in your account.")
            : range;
    }

    private static ApiResponse Show(int status, Vpc vpc) =>
        JsonResponse.Object(status, "vpc", VpcJson.Of(vpc), SandboxJson.Default.VpcJson);
}
