using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>One path of the site. HEAD is answered like GET.</summary>
/// <param name="Path">The path, as written.</param>
/// <param name="Methods">The methods that it knows.</param>
/// <param name="Answer">What answers; an <see cref="ApiRefusal"/> becomes the error body of the API.</param>
internal sealed record SiteRoute(string Path, IReadOnlyList<string> Methods, Func<ApiRequest, ApiResponse> Answer)
{
    /// <summary>A path that can only be read.</summary>
    public static SiteRoute Read(string path, Func<ApiRequest, ApiResponse> answer) => new(path, ["GET", "HEAD"], answer);
}
