using System.Text.Json;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>
/// Executes requests on the state of the account. Pure apart from that state: the time is a parameter. Not thread-safe.
/// </summary>
internal sealed class Dispatcher(
    ActionRegistry registry, AccountState account, AwsSandboxOptions options, Action<ApiCall> authorize)
{
    private readonly Throttling _throttling = new();
    private long _requests;

    public AwsResponse Handle(AwsRequest request, AwsSandboxConditions conditions, DateTimeOffset now)
    {
        string id = $"5a4d0b0c-0000-4000-a000-{++_requests:x12}";
        AwsService service = ServiceOf(request);
        AwsResponse response;
        try
        {
            response = Execute(request, service, conditions, now, id);
        }
        catch (AwsError error)
        {
            response = ErrorResponse.Of(error, service, id);
        }

        response.Headers["Date"] = now.ToString("r", CultureInfo.InvariantCulture);
        response.Headers["x-amzn-requestid"] = id;
        return response;
    }

    /// <summary>The name of the action of a request, for the request log and the fault rules; empty if there is none.</summary>
    public static string ActionOf(AwsRequest request) => request.Header("x-amz-target") is { } target
        ? target[(target.LastIndexOf('.') + 1)..]
        : Parameters.Read(request.Query, FormOf(request)).Text("Action") ?? "";

    /// <summary>The state of a region; null for an unknown or disabled region.</summary>
    public RegionState? RegionOf(string name, DateTimeOffset now)
    {
        if (!EnabledRegions.Contains(name, StringComparer.Ordinal))
        {
            return null;
        }

        if (!account.Regions.TryGetValue(name, out RegionState? region))
        {
            account.Regions[name] = region = RegionDefaults.Create(account, name, options, now);
        }

        return region;
    }

    private IEnumerable<string> EnabledRegions => RegionTable.All
        .Where(region => !region.NeedsOptIn || options.OptInRegions.Contains(region.Name, StringComparer.Ordinal))
        .Select(region => region.Name);

    private AwsResponse Execute(
        AwsRequest request, AwsService service, AwsSandboxConditions conditions, DateTimeOffset now, string requestId)
    {
        if (request.Body.Length > AwsRequest.MaxBody)
        {
            throw new AwsError(413, "RequestEntityTooLarge", "The request body is over 1 MiB.");
        }

        if (request.Method is not ("POST" or "GET") || request.Path.Trim('/').Length > 0)
        {
            throw AwsError.BadRequest("InvalidRequest", $"{request.Method} {request.Path} is not a request of this web service.");
        }

        Credentials credentials = new Credentials(options.AccessKey, options.SecretKey, options.SessionToken, conditions.SessionEnd);
        CredentialScope scope = Authentication.Check(request, service, credentials, now);
        RegionState region = RegionOf(scope.Region, now) ?? throw new AwsError(
            401,
            "AuthFailure",
            $"The region {scope.Region} is unknown or not enabled. Regions: {string.Join(", ", EnabledRegions)}.");
        bool isJson = service is not (AwsService.Ec2 or AwsService.Sts);
        Parameters parameters = isJson ? Parameters.Read() : Parameters.Read(request.Query, FormOf(request));
        string name = ActionOf(request);
        ApiAction action = registry.Find(service, name.Length > 0 ? name : throw new AwsError(
            400, "MissingAction", "The request is missing an action or a required parameter."));
        if (conditions.Throttle)
        {
            _throttling.Admit(action, parameters, region.Name, conditions, now);
        }

        ApiCall call = new ApiCall
        {
            Action = action, Parameters = parameters, Json = isJson ? ReadJson(request) : default, Account = account, Region = region,
            Conditions = conditions, Options = options, Now = now, AccessKey = scope.AccessKey, RequestId = requestId,
        };
        return Respond(call);
    }

    private AwsResponse Respond(ApiCall call)
    {
        if (call.Action.Service is AwsService.Ec2 or AwsService.Sts)
        {
            RejectUnknown(call);
        }

        authorize(call);
        if (!call.Action.ChecksDryRun)
        {
            call.EndDryRun();
        }

        ApiResult result = call.Action.Handler(call);
        return call.Action.Service switch
        {
            AwsService.Ec2 => ResponseBody.OfEc2(call.Action.Name, result.Elements, call.RequestId),
            AwsService.Sts => ResponseBody.OfSts(call.Action.Name, result.Elements, call.RequestId),
            _ => ResponseBody.OfJson(200, result.Json!),
        };
    }

    private static void RejectUnknown(ApiCall call)
    {
        string[] known = call.Action.Parameters.Split(' ');
        foreach (string name in call.Parameters.TopNames())
        {
            if (name is not ("Action" or "Version" or "DryRun") && !known.Contains(name, StringComparer.Ordinal))
            {
                throw AwsError.UnknownParameter(name);
            }
        }
    }

    private static AwsService ServiceOf(AwsRequest request) => request.Header("x-amz-target")?.Split('.')[0] switch
    {
        "AmazonSSM" => AwsService.Ssm,
        "AWSPriceListService" => AwsService.Pricing,
        "ServiceQuotasV20190624" => AwsService.ServiceQuotas,
        _ => CredentialScope.Parse(request.Header("Authorization"))?.Service == "sts" ? AwsService.Sts : AwsService.Ec2,
    };

    private static string FormOf(AwsRequest request) =>
        request.Method == "POST" ? System.Text.Encoding.UTF8.GetString(request.Body.Span) : "";

    private static JsonElement ReadJson(AwsRequest request)
    {
        try
        {
            JsonElement root = JsonElement.Parse(request.Body.Length == 0 ? "{}"u8 : request.Body.Span);
            return root.ValueKind == JsonValueKind.Object ? root : throw new JsonException();
        }
        catch (JsonException)
        {
            throw AwsError.BadRequest("SerializationException", "The request body is not a JSON object.");
        }
    }
}
