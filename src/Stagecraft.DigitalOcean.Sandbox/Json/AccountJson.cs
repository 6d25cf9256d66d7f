using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record AccountJson
{
    public required int DropletLimit { get; init; }

    public required int FloatingIpLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? VolumeLimit { get; init; }

    public string Email { get; } = "sandbox@example.com";

    public string Name { get; } = "Sandbox";

    public string Uuid { get; } = "5a4d0b0c-0000-4000-8000-000000000001";

    public bool EmailVerified { get; } = true;

    public string Status { get; } = "active";

    public string StatusMessage { get; } = "";

    public TeamJson Team { get; } = new("5a4d0b0c-0000-4000-8000-000000000002", "Sandbox");

    internal sealed record TeamJson(string Uuid, string Name);
}
