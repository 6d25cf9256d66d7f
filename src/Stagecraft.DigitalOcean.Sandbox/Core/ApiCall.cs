namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>A request on its way to an endpoint.</summary>
/// <param name="Request">The request.</param>
/// <param name="Query">Its query.</param>
/// <param name="Now">The time at which it is answered.</param>
/// <param name="Conditions">The conditions under which it is answered.</param>
/// <param name="Key">The variable part of the path, decoded: an id, a slug, a name. Empty where the route has none.</param>
/// <param name="SecondKey">The second variable part of the path, decoded. Empty where the route has none.</param>
internal sealed record ApiCall(
    ApiRequest Request, QueryString Query, DateTimeOffset Now, SandboxConditions Conditions, string Key, string SecondKey)
{
    public string Path => Request.Path;

    public string UrlOf(string path) => Request.Origin + path;

    /// <summary>The key as an object's id; anything else names nothing.</summary>
    public long Id => IdOf(Key);

    /// <summary>The second key as an object's id; anything else names nothing.</summary>
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
