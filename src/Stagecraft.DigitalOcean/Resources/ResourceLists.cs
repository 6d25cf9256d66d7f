using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>Converts lists of the API.</summary>
internal static class ResourceLists
{
    /// <exception cref="CloudException">An item is not of the documented form.</exception>
    public static ResourceList Of(Listing<JsonObject> list, Func<JsonObject, Resource> read) =>
        ApiJson.Read(list, items => new ResourceList([.. items.Select(read).OrderBy(r => r.Id)], list.SentAt));
}
