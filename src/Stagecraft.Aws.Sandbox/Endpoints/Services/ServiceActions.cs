using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Services;

/// <summary>The actions of STS, Systems Manager, Price List and Service Quotas.</summary>
internal static class ServiceActions
{
    private static readonly ThrottleLimit JsonLimit = new(40, 10);

    public static IEnumerable<ApiAction> All { get; } =
    [
        new(AwsService.Sts, "GetCallerIdentity", SecurityTokens.GetCallerIdentity),
        new(AwsService.Sts, "DecodeAuthorizationMessage", SecurityTokens.DecodeAuthorizationMessage) { Parameters = "EncodedMessage" },
        Json(AwsService.Ssm, "GetParameter", PublicParameters.GetParameter),
        Json(AwsService.Ssm, "GetParameters", PublicParameters.GetParameters),
        Json(AwsService.Ssm, "GetParametersByPath", PublicParameters.GetParametersByPath),
        Json(AwsService.Pricing, "GetProducts", Products.Get),
        Json(AwsService.ServiceQuotas, "GetServiceQuota", Quotas.Get),
        Json(AwsService.ServiceQuotas, "GetAWSDefaultServiceQuota", Quotas.GetDefault),
        Json(AwsService.ServiceQuotas, "ListServiceQuotas", Quotas.List),
    ];

    private static ApiAction Json(AwsService service, string name, Func<ApiCall, ApiResult> handler) =>
        new(service, name, handler) { Limit = JsonLimit };
}
