using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>Converts lists of the API.</summary>
internal static class ResourceLists
{
    /// <exception cref="CloudException">An item is not of the documented form.</exception>
    public static ResourceList Of(Listing<JsonObject> list, Func<JsonObject, Resource> read)
    {
        try
        {
            return new ResourceList([.. list.Items.Select(read).OrderBy(r => r.Id)], list.SentAt);
        }
        catch (JsonException e)
        {
            CloudFailure failure = new(ErrorCodes.ApiError, $"the response cannot be read: {e.Message}", IsTransient: true);
            throw new CloudException(failure, FailureKind.Unclear, list.ServerTime, e);
        }
    }
}
