using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>The body of a create request: droplets that differ only in their names.</summary>
internal sealed record CreateDroplets
{
    /// <summary>The maximum number of names in one request.</summary>
    public const int MaxNames = 10;

    /// <summary>One to ten.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>A body has either one name or several.</summary>
    public string? Name => Names.Count == 1 ? Names[0] : null;

    [JsonPropertyName("names")]
    public IReadOnlyList<string>? SeveralNames => Names.Count == 1 ? null : Names;

    public required string Region { get; init; }

    public required string Size { get; init; }

    /// <summary>A slug, or the digits of an id.</summary>
    [JsonIgnore]
    public string Image { get; init; } = "";

    /// <summary>An id is a number in the body.</summary>
    [JsonPropertyName("image")]
    public JsonNode SlugOrId => Image.All(char.IsAsciiDigit) && long.TryParse(Image, out long id) ? id : Image;

    public required IReadOnlyList<long> SshKeys { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public string? UserData { get; init; }

    public bool Backups { get; init; }

    /// <summary>Null for the API's default.</summary>
    public JsonObject? BackupPolicy { get; init; }

    public bool Ipv6 { get; init; }

    public bool Monitoring { get; init; }

    public string? VpcUuid { get; init; }

    public bool PublicNetworking { get; } = true;

    /// <summary>Only the names: the default text of a record would show <see cref="UserData"/>.</summary>
    public override string ToString() => $"{nameof(CreateDroplets)} {string.Join(", ", Names)}";
}
