using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>The body of a create: exactly one of the two kinds of name.</summary>
internal sealed class WireCreate
{
    public string? Name { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    public required string Region { get; init; }

    public required string Size { get; init; }

    [JsonConverter(typeof(ImageReferenceConverter))]
    public required string Image { get; init; }

    public required IReadOnlyList<long> SshKeys { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public string? UserData { get; init; }

    public required bool Backups { get; init; }

    public required bool Ipv6 { get; init; }

    public required bool Monitoring { get; init; }

    public string? VpcUuid { get; init; }

    public required bool PublicNetworking { get; init; }
}
