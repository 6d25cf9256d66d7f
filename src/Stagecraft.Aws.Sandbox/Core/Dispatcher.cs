using System.Text.Json;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>
/// Executes requests on the state of the account. Pure apart from that state: the time is a parameter. Not thread-safe.
/// </summary>
internal sealed class Dispatcher(ActionRegistry registry, AwsSandboxOptions options, Action<ApiCall> authorize)
{
    private readonly HashSet<string> _completed = new(StringComparer.Ordinal);
    private readonly Throttling _throttling = new();

    public ApiResponse Execute(ApiRequest request, Execution execution)
    {
        AwsService service = ServiceOf(request);
        try
        {
            ApiCall call = Prepare(request, service, execution);
            if (execution.Conditions.Throttle)
            {
                _throttling.Admit(call.Action, call.Parameters, call.Region.Name, execution.Conditions, execution.Now);
            }

            return Respond(call);
        }
        catch (AwsError error)
        {
            return ErrorResponse.Of(error, service, execution.RequestId);
        }
    }

    /// <summary>The call of a request; null if the API rejects it.</summary>
    public ApiCall? TryPrepare(ApiRequest request, Execution execution)
    {
        try
        {
            return Prepare(request, ServiceOf(request), execution);
        }
        catch (AwsError)
        {
            return null;
        }
    }

    /// <summary>The state of a region; null for an unknown region and for one that is not enabled.</summary>
    public RegionState? RegionOf(AccountState account, string name, DateTimeOffset now)
    {
        if (!EnabledRegions.Contains(name, StringComparer.Ordinal))
        {
            return null;
        }

        if (!account.Regions.TryGetValue(name, out RegionState? region))
        {
            account.Regions[name] = region = RegionDefaults.Create(account, name, options, now);
        }
        else if (!_completed.Contains(name))
        {
            // The state file is of an earlier sandbox with other options. What a client deletes later is not added again.
            RegionDefaults.AddMissing(account, region, options, now);
        }

        _completed.Add(name);
        return region;
    }

    private IEnumerable<string> EnabledRegions => RegionTable.All
        .Where(region => !region.NeedsOptIn || options.OptInRegions.Contains(region.Name, StringComparer.Ordinal))
        .Select(region => region.Name);

    public static AwsService ServiceOf(ApiRequest request) => request.Header("x-amz-target")?.Split('.')[0] switch
    {
        "AmazonSSM" => AwsService.Ssm,
        "AWSPriceListService" => AwsService.Pricing,
        "ServiceQuotasV20190624" => AwsService.ServiceQuotas,
        _ => CredentialScope.Parse(request.Header("Authorization"))?.Service == "sts" ? AwsService.Sts : AwsService.Ec2,
    };

    private ApiCall Prepare(ApiRequest request, AwsService service, Execution execution)
    {
        if (request.Rejection is { } rejection)
        {
            throw AwsError.Of(rejection);
        }

        if (request.Body.Length > ApiRequest.MaxBody)
        {
            throw AwsError.Of(RejectedRequest.TooLarge);
        }

        if (request.Method is not ("POST" or "GET") || request.Path.Trim('/').Length > 0)
        {
            throw AwsError.BadRequest("InvalidRequest", $"{request.Method} {request.Path} is not a request of this web service.");
        }

        Credentials credentials =
            new Credentials(options.AccessKey, options.SecretKey, options.SessionToken, execution.Conditions.SessionEnd);
        CredentialScope scope = Authentication.Check(request, service, credentials, execution.Now);
        RegionState region = RegionOf(execution.Account, scope.Region, execution.Now) ?? throw new AwsError(
            401,
            "AuthFailure",
            $"The region {scope.Region} is unknown or not enabled. Regions: {string.Join(", ", EnabledRegions)}.");
        bool isJson = service is not (AwsService.Ec2 or AwsService.Sts);
        string name = ActionNames.Of(request);
        return new ApiCall
        {
            Action = registry.Find(service, name.Length > 0 ? name : throw new AwsError(
                400, "MissingAction", "The request is missing an action or a required parameter.")),
            Parameters = isJson ? Parameters.Read() : Parameters.Read(request.QueryText, ActionNames.FormOf(request)),
            Json = isJson ? ReadJson(request) : default,
            Account = execution.Account,
            Region = region,
            Conditions = execution.Conditions,
            Options = options,
            Now = execution.Now,
            AccessKey = scope.AccessKey,
            RequestId = execution.RequestId,
            Delay = execution.Delay,
            PageLimit = execution.PageLimit,
            FaultOf = execution.FaultOf,
        };
    }

    private ApiResponse Respond(ApiCall call)
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

    private static JsonElement ReadJson(ApiRequest request)
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
