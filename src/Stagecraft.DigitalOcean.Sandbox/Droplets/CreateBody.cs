using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The body of a create. Its members are well-formed, but not yet verified against the account and the catalog.</summary>
internal sealed record CreateBody
{
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Whether <c>names</c> was set. The response has a different form then, even for one name.</summary>
    public required bool IsMultiple { get; init; }

    /// <summary>Empty for any region.</summary>
    public required string Region { get; init; }

    public required string Size { get; init; }

    /// <summary>A slug, or an ID in digits.</summary>
    public required string Image { get; init; }

    /// <summary>Numbers are IDs, strings are fingerprints.</summary>
    public required IReadOnlyList<JsonElement> SshKeys { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string? UserData { get; init; }

    public required BackupPolicy? Backups { get; init; }

    public required bool Ipv6 { get; init; }

    public required bool Monitoring { get; init; }

    public required bool DropletAgent { get; init; }

    public required bool PublicNetworking { get; init; }

    public required string? VpcUuid { get; init; }

    /// <summary>The distinct UUIDs of volumes.</summary>
    public required IReadOnlyList<string> Volumes { get; init; }

    public string[] Features => [.. AllFeatures()];

    private IEnumerable<string> AllFeatures()
    {
        if (Backups is not null)
        {
            yield return "backups";
        }

        if (DropletAgent)
        {
            yield return "droplet_agent";
        }

        yield return "private_networking";
        if (Monitoring)
        {
            yield return "monitoring";
        }

        if (Ipv6)
        {
            yield return "ipv6";
        }
    }
}
