using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.LoadBalancers;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads, creates, replaces and deletes load balancers, and changes their droplets and forwarding rules.</summary>
internal sealed class LoadBalancerEndpoints(LoadBalancerStore balancers, LoadBalancerReferences references, Catalog catalog)
{
    private const string ListPath = "/v2/load_balancers";
    private const string OnePath = $"{ListPath}/*";

    public IEnumerable<Route> Routes =>
    [
        new("GET", ListPath, List),
        new("POST", ListPath, Create),
        new("GET", OnePath, call => Show(200, balancers.Require(call.Key, call.Now), call)),
        new("PUT", OnePath, Replace),
        new("DELETE", OnePath, Delete),
        new("POST", $"{OnePath}/droplets", call => Change(call, (spec, body) => WithDroplets(spec, spec.DropletIds.Union(Ids(body))))),
        new("DELETE", $"{OnePath}/droplets", call => Change(call, (spec, body) => WithDroplets(spec, spec.DropletIds.Except(Ids(body))))),
        new("POST", $"{OnePath}/forwarding_rules", call => Change(call, (spec, body) =>
            WithRules(spec, spec.ForwardingRules.Union(ForwardingRuleReader.Read(body))))),
        new("DELETE", $"{OnePath}/forwarding_rules", call => Change(call, (spec, body) =>
            WithRules(spec, spec.ForwardingRules.Except(ForwardingRuleReader.Read(body))))),
    ];

    private ApiResponse List(ApiCall call)
    {
        (List<LoadBalancer> page, long total) = balancers.List(PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(
            call,
            "load_balancers",
            [.. page.Select(item => LoadBalancerJson.Of(item, catalog, call))],
            total,
            SandboxJson.Default.LoadBalancerJson);
    }

    private ApiResponse Create(ApiCall call)
    {
        LoadBalancerSpec spec = references.Resolve(LoadBalancerBodyReader.Read(JsonBody.Parse(call.Request), null), call);
        return Show(202, balancers.Insert(spec, call.Conditions, call.Now), call);
    }

    private ApiResponse Replace(ApiCall call)
    {
        LoadBalancer balancer = balancers.Require(call.Key, call.Now);
        LoadBalancerSpec spec = LoadBalancerBodyReader.Read(JsonBody.Parse(call.Request), balancer.Spec);
        return Show(200, Update(balancer, spec, call), call);
    }

    private ApiResponse Change(ApiCall call, Func<LoadBalancerSpec, JsonBody, LoadBalancerSpec> change)
    {
        LoadBalancer balancer = balancers.Require(call.Key, call.Now);
        LoadBalancerSpec present = balancer.Spec with { DropletIds = balancer.Spec.Tag.Length == 0 ? balancer.DropletIds : [] };
        Update(balancer, LoadBalancerBodyReader.Validated(change(present, JsonBody.Parse(call.Request))), call);
        return JsonResponse.NoContent();
    }

    private LoadBalancer Update(LoadBalancer balancer, LoadBalancerSpec spec, ApiCall call)
    {
        if (call.Now < balancer.BusyUntil)
        {
            throw ApiError.Forbidden("Load Balancer can't be updated while it processes previous actions");
        }

        if (balancer.Spec.Tag.Length > 0)
        {
            // A token that cannot read the tag would remove it without notice.
            call.RequireTagRead();
        }

        LoadBalancerSpec resolved = references.Resolve(spec, call);
        return balancers.Update(balancer.Id, resolved, call.Now, call.Now + call.Conditions.ActionTime);
    }

    private ApiResponse Delete(ApiCall call)
    {
        balancers.Delete(balancers.Require(call.Key, call.Now).Id);
        return JsonResponse.NoContent();
    }

    private static IReadOnlyList<long> Ids(JsonBody body) => LoadBalancerBodyReader.DropletIds(body) is { Count: > 0 } ids
        ? ids
        : throw ApiError.Unprocessable("droplet_ids is required.");

    private static LoadBalancerSpec WithDroplets(LoadBalancerSpec spec, IEnumerable<long> ids) => spec.Tag.Length == 0
        ? spec with { DropletIds = [.. ids] }
        : throw ApiError.Unprocessable("The load balancer has a tag; its droplets cannot be set by ID.");

    private static LoadBalancerSpec WithRules(LoadBalancerSpec spec, IEnumerable<ForwardingRule> rules) =>
        spec with { ForwardingRules = [.. rules] };

    private ApiResponse Show(int status, LoadBalancer balancer, ApiCall call) =>
        JsonResponse.Object(
            status, "load_balancer", LoadBalancerJson.Of(balancer, catalog, call), SandboxJson.Default.LoadBalancerJson);
}
