using System.Text.Json.Nodes;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Services;

/// <summary>Service Quotas, for EC2.</summary>
internal static class Quotas
{
    private const string Service = "ec2";

    public static ApiResult Get(ApiCall call)
    {
        Quota quota = Require(call);
        return ApiResult.OfJson(new JsonObject { ["Quota"] = Json(call, quota, ValueOf(call, quota)) });
    }

    public static ApiResult GetDefault(ApiCall call)
    {
        Quota quota = Require(call);
        return ApiResult.OfJson(new JsonObject { ["Quota"] = Json(call, quota, quota.Default) });
    }

    public static ApiResult List(ApiCall call)
    {
        CheckService(call);
        string? code = JsonInput.Text(call.Json, "QuotaCode");
        List<Quota> all = [.. QuotaTable.All.Where(quota => code is null || quota.Code == code)];
        (IReadOnlyList<Quota> page, string? next) = JsonInput.Page(call.Json, all, 100, "InvalidPaginationTokenException");
        JsonObject result = new JsonObject
        {
            ["Quotas"] = new JsonArray([.. page.Select(quota => Json(call, quota, ValueOf(call, quota)))]),
        };
        if (next is not null)
        {
            result["NextToken"] = next;
        }

        return ApiResult.OfJson(result);
    }

    private static Quota Require(ApiCall call)
    {
        CheckService(call);
        return QuotaTable.Find(JsonInput.Required(call.Json, "QuotaCode")) ?? throw NotFound();
    }

    private static void CheckService(ApiCall call)
    {
        if (JsonInput.Required(call.Json, "ServiceCode") != Service)
        {
            throw NotFound();
        }
    }

    private static int ValueOf(ApiCall call, Quota quota) => quota.Code switch
    {
        QuotaTable.ElasticIps => call.Conditions.AddressLimit,
        _ => VcpuQuota.LimitOf(call, quota.Code),
    };

    private static JsonObject Json(ApiCall call, Quota quota, int value) => new()
    {
        ["ServiceCode"] = Service,
        ["ServiceName"] = "Amazon Elastic Compute Cloud (Amazon EC2)",
        ["QuotaArn"] = $"arn:aws:servicequotas:{call.Region.Name}:{call.Account.AccountId}:{Service}/{quota.Code}",
        ["QuotaCode"] = quota.Code,
        ["QuotaName"] = quota.Name,
        ["Value"] = (double)value,
        ["Unit"] = "None",
        ["Adjustable"] = true,
        ["GlobalQuota"] = false,
        ["QuotaAppliedAtLevel"] = "ACCOUNT",
    };

    private static AwsError NotFound() =>
        AwsError.BadRequest("NoSuchResourceException", "The request failed because the specified service or quota does not exist.");
}
