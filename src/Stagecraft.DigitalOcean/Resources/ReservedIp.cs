using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>A reserved IP of the account.</summary>
internal static class ReservedIp
{
    private const string Locked = "locked";

    public static Resource Of(JsonObject json)
    {
        ResourceId address = json.Id(ResourceRoute.ReservedIps.IdKey);
        bool isLocked = json.OptionalFlag(Locked) ?? false;
        return new()
        {
            Id = address,
            CloudName = address.Value,
            Region = json.Object("region").Text("slug"),
            Attached = json.OptionalObject("droplet") is { } droplet ? [droplet.DropletId("id")] : [],
            IsReady = !isLocked,
            Status = isLocked ? Locked : null,
        };
    }
}
