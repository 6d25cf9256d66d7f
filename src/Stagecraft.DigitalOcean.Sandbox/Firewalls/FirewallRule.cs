using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Firewalls;

/// <summary>A rule in normal form. An inbound rule has sources, an outbound rule destinations.</summary>
internal sealed record FirewallRule
{
    public const string AllPorts = "0";

    public required string Protocol { get; init; }

    public required string Ports { get; init; }

    /// <summary><c>allow</c> or <c>deny</c>; null if the request did not set it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Action { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FirewallTarget? Sources { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FirewallTarget? Destinations { get; init; }

    [JsonIgnore]
    public FirewallTarget Target => Sources ?? Destinations!;

    public FirewallRule WithTags(IReadOnlyList<string>? tags) => this with
    {
        Sources = Sources is null ? null : Sources with { Tags = tags },
        Destinations = Destinations is null ? null : Destinations with { Tags = tags },
    };
}
