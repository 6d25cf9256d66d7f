using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.Sandbox.Web;

namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>The site has the errors of the API.</summary>
internal sealed class SiteErrors : ISiteErrors
{
    public ApiResponse Guard(string requestId, Func<ApiResponse> handler) => ErrorResponse.Guard(requestId, handler);

    public Exception Rejected(RejectedRequest rejection) => ApiError.Of(rejection);

    public Exception MethodNotAllowed(string allowed) => ApiError.MethodNotAllowed(allowed);
}
