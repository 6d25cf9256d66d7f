using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stagecraft.DigitalOcean.Api.Client;

/// <summary>Converts the items of a list.</summary>
internal static class ApiJson
{
    /// <exception cref="CloudException">An item is not of the documented form.</exception>
    public static T Read<T>(Listing<JsonObject> list, Func<IReadOnlyList<JsonObject>, T> read)
    {
        try
        {
            return read(list.Items);
        }
        catch (JsonException e)
        {
            CloudFailure failure = new(ErrorCodes.ApiError, $"the response cannot be read: {e.Message}", IsTransient: true);
            throw new CloudException(failure, FailureKind.Unclear, list.ServerTime, e);
        }
    }
}
