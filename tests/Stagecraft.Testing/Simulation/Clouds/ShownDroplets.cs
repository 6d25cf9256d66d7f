using System.Text.Json;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>Reads droplets from the bodies of requests and responses.</summary>
internal static class ShownDroplets
{
    /// <summary>The droplets in a response; none if it is not readable.</summary>
    public static IReadOnlyList<Machine> Of(byte[] body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            return answer.RootElement.TryGetProperty("droplets", out JsonElement many) ? [.. many.EnumerateArray().Select(Of)]
                : answer.RootElement.TryGetProperty("droplet", out JsonElement one) ? [Of(one)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The names in a create request.</summary>
    public static IReadOnlyList<string> Names(HttpRequestMessage request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Content!.ReadAsStream());
        return body.RootElement.TryGetProperty("names", out JsonElement names)
            ? [.. names.EnumerateArray().Select(n => n.GetString()!)]
            : [body.RootElement.GetProperty("name").GetString()!];
    }

    /// <summary>The droplets in a request that tags.</summary>
    public static IReadOnlyList<ResourceId> Tagged(HttpRequestMessage request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Content!.ReadAsStream());
        return
        [
            .. body.RootElement.GetProperty("resources").EnumerateArray()
                .Select(r => new ResourceId(r.GetProperty("resource_id").GetString()!)),
        ];
    }

    /// <summary>The property that an action of a droplet changes; null for another action.</summary>
    public static string? Updated(HttpRequestMessage request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Content!.ReadAsStream());
        string? type = body.RootElement.GetProperty("type").GetString();
        return type is "enable_backups" or "disable_backups" ? MachineWithBackups.Backups : null;
    }

    private static Machine Of(JsonElement droplet) => new()
    {
        Id = droplet.GetProperty("id").GetInt64().Machine(),
        Name = droplet.GetProperty("name").GetString()!,
        State = MachineState.Unknown,
        Status = "",
        CreatedAt = droplet.GetProperty("created_at").GetDateTimeOffset(),
        Region = "",
        Size = "",
        Tags = droplet.TryGetProperty("tags", out JsonElement tags) ? [.. tags.EnumerateArray().Select(t => t.GetString()!)] : null,
    };
}
