namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>A request on its way to an endpoint.</summary>
/// <param name="Request">The request.</param>
/// <param name="Path">Its path, still percent-encoded.</param>
/// <param name="Query">Its query.</param>
/// <param name="Now">The time at which it is answered.</param>
/// <param name="Key">The variable part of the path, decoded: an id, a slug, a name. Empty where the route has none.</param>
internal sealed record ApiCall(ApiRequest Request, string Path, QueryString Query, DateTimeOffset Now, string Key)
{
    public string UrlOf(string path) => Request.Origin + path;

    /// <summary>The key as an object's id; anything else names nothing.</summary>
    public long Id => Identifier.TryParse(Key, out var id) ? id : throw ApiRefusal.NotFound();
}
