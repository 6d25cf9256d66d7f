using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Web;

/// <summary>The errors of an API, as responses of its site.</summary>
internal interface ISiteErrors
{
    /// <summary>Runs a handler; an error becomes a response.</summary>
    ApiResponse Guard(string requestId, Func<ApiResponse> handler);

    /// <summary>The error for a request that the host did not accept.</summary>
    Exception Rejected(RejectedRequest rejection);

    /// <summary>The error for a method that a path does not support.</summary>
    /// <param name="allowed">The supported methods, separated by commas.</param>
    Exception MethodNotAllowed(string allowed);
}
