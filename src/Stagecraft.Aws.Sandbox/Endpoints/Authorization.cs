using System.Text;
using System.Text.Json.Nodes;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Policies;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>Checks requests against the IAM policy of the options.</summary>
internal static class Authorization
{
    /// <summary>The check; it allows all requests if there is no policy.</summary>
    public static Action<ApiCall> Of(AwsSandboxOptions options)
    {
        PolicyDocument? policy = options.Policy is { } text ? PolicyDocument.Parse(text) : null;
        return policy is null ? static _ => { } : call => Check(call, policy);
    }

    private static void Check(ApiCall call, PolicyDocument policy)
    {
        // A caller can always read its own identity.
        if (call.Action is { Service: AwsService.Sts, Name: "GetCallerIdentity" })
        {
            return;
        }

        foreach (PolicyRequest use in PolicyResources.Of(call))
        {
            PolicyDecision decision = policy.Decide(use);
            if (decision != PolicyDecision.Allowed)
            {
                throw Denied(call, use, decision);
            }
        }
    }

    private static AwsError Denied(ApiCall call, PolicyRequest use, PolicyDecision decision)
    {
        string reason = decision == PolicyDecision.ExplicitDeny
            ? "with an explicit deny in an identity-based policy"
            : $"because no identity-based policy allows the {use.Action} action";
        string message = $"User: {Caller.ArnOf(call)} is not authorized to perform: {use.Action} on resource: {use.Resource} {reason}";
        return call.Action.Service switch
        {
            AwsService.Ec2 => new AwsError(
                403,
                "UnauthorizedOperation",
                $"You are not authorized to perform this operation. {message}. "
                + $"Encoded authorization failure message: {Encode(use, decision)}"),
            AwsService.Sts => new AwsError(403, "AccessDenied", message),
            _ => AwsError.BadRequest("AccessDeniedException", message),
        };
    }

    /// <summary>The message that <c>sts:DecodeAuthorizationMessage</c> decodes.</summary>
    private static string Encode(PolicyRequest use, PolicyDecision decision)
    {
        JsonObject keys = [];
        foreach ((string key, IReadOnlyList<string> values) in use.Keys.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            keys[key] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
        }

        JsonObject message = new JsonObject
        {
            ["allowed"] = false,
            ["explicitDeny"] = decision == PolicyDecision.ExplicitDeny,
            ["context"] = new JsonObject { ["action"] = use.Action, ["resource"] = use.Resource, ["conditions"] = keys },
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(message.ToJsonString()));
    }
}
