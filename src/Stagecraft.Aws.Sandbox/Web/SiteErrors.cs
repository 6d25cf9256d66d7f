using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Sandbox.Storage;
using Stagecraft.Sandbox.Web;

namespace Stagecraft.Aws.Sandbox.Web;

/// <summary>The site has the errors of the JSON services.</summary>
internal sealed class SiteErrors : ISiteErrors
{
    public ApiResponse Guard(string requestId, Func<ApiResponse> handler)
    {
        try
        {
            return handler();
        }
        catch (AwsError error)
        {
            return ErrorResponse.Of(error, AwsService.Ssm, requestId);
        }
        catch (Exception error) when (StateProblem.Describe(error) is { } problem)
        {
            return ErrorResponse.Of(
                new AwsError(500, "InternalError", $"The state file cannot be used: {problem}."), AwsService.Ssm, requestId);
        }
    }

    public Exception Rejected(RejectedRequest rejection) => AwsError.Of(rejection);

    public Exception MethodNotAllowed(string allowed) =>
        new AwsError(405, "MethodNotAllowed", $"The method is not allowed for this resource. Allowed: {allowed}.");
}
