using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>A volume of the account.</summary>
internal sealed record Volume : Resource
{
    /// <summary>In GiB.</summary>
    public required int Size { get; init; }

    /// <summary>Empty if it was not formatted when it was created.</summary>
    public required string Filesystem { get; init; }

    public static Volume Of(JsonObject json) => new()
    {
        Id = json.Id("id"),
        CloudName = json.Text("name"),
        Region = json.Object("region").Text("slug"),
        Size = json.Integer("size_gigabytes"),
        Filesystem = json.OptionalText("filesystem_type") ?? "",

        // The volume_ids of droplets can be out of date (digitalocean/api-v2#157).
        Attached = [.. json.Texts("droplet_ids").Select(JsonMembers.ToDropletId)],
        Tags = json.ContainsKey("tags") ? json.Texts("tags") : null,
    };
}
