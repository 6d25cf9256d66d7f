namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>A routed request, as an endpoint receives it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Query">The query parameters.</param>
/// <param name="Now">The time of the request.</param>
/// <param name="Conditions">The conditions that apply to the request.</param>
/// <param name="Key">The first path parameter, decoded: an ID, a slug or a name. Empty if the route has none.</param>
/// <param name="SecondKey">The second path parameter, decoded. Empty if the route has none.</param>
internal sealed record ApiCall(
    ApiRequest Request, QueryString Query, DateTimeOffset Now, SandboxConditions Conditions, string Key, string SecondKey)
{
    public string Path => Request.Path;

    public string UrlOf(string path) => Request.Origin + path;

    /// <summary>The first path parameter as an ID; 404 for any other text.</summary>
    public long Id => IdOf(Key);

    /// <summary>The second path parameter as an ID; 404 for any other text.</summary>
    public long SecondId => IdOf(SecondKey);

    public void RequireTagRead()
    {
        if (!Conditions.CanReadTags)
        {
            throw ApiError.Forbidden();
        }
    }

    public void RequireActionRead()
    {
        if (!Conditions.CanReadActions)
        {
            throw ApiError.Forbidden();
        }
    }

    private static long IdOf(string key) => Identifier.TryParse(key, out long id) ? id : throw ApiError.NotFound();
}
