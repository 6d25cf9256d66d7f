
using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Web;

/// <summary>One path of the site. HEAD is handled like GET.</summary>
/// <param name="Path">The exact path.</param>
/// <param name="Methods">The allowed methods.</param>
/// <param name="Handler">The handler; an error becomes an error response of the API.</param>
internal sealed record SiteRoute(string Path, IReadOnlyList<string> Methods, Func<ApiRequest, ApiResponse> Handler)
{
    /// <summary>A read-only path.</summary>
    public static SiteRoute Read(string path, Func<ApiRequest, ApiResponse> handler) => new(path, ["GET", "HEAD"], handler);
}
