using Stagecraft.DigitalOcean.Sandbox.Alerts;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads, creates, replaces and deletes alert policies.</summary>
internal sealed class AlertPolicyEndpoints(AlertPolicyStore policies, TagStore tags)
{
    private const string ListPath = "/v2/monitoring/alerts";
    private const string OnePath = $"{ListPath}/*";

    public IEnumerable<Route> Routes =>
    [
        new("GET", ListPath, List),
        new("POST", ListPath, call => Show(policies.Insert(Read(call), call.Conditions, call.Now))),
        new("GET", OnePath, call => Show(policies.Require(call.Key, call.Now))),
        new("PUT", OnePath, call =>
        {
            AlertPolicy policy = policies.Require(call.Key, call.Now);
            return Show(policies.Update(policy.Id, Read(call)));
        }),
        new("DELETE", OnePath, call =>
        {
            policies.Delete(policies.Require(call.Key, call.Now).Id);
            return JsonResponse.NoContent();
        }),
    ];

    private ApiResponse List(ApiCall call)
    {
        (List<AlertPolicy> page, long total) = policies.List(PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(call, "policies", [.. page.Select(AlertPolicyJson.Of)], total, SandboxJson.Default.AlertPolicyJson);
    }

    private AlertPolicySpec Read(ApiCall call)
    {
        AlertPolicySpec spec = AlertPolicyBodyReader.Read(JsonBody.Parse(call.Request));
        return spec.Tags.FirstOrDefault(tag => tags.NameOf(tag) is null) is { } missing
            ? throw ApiError.Unprocessable($"tag {missing} does not exist.")
            : spec;
    }

    private static ApiResponse Show(AlertPolicy policy) =>
        JsonResponse.Object(200, "policy", AlertPolicyJson.Of(policy), SandboxJson.Default.AlertPolicyJson);
}
