using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>A droplet with the properties that the API shows.</summary>
internal sealed record Droplet : Machine
{
    /// <summary>The image's slug; null for a private image, or an image that no slug refers to.</summary>
    public string? ImageSlug { get; init; }

    /// <summary>The image's id; null if the image was deleted.</summary>
    public long? ImageId { get; init; }

    /// <summary>The enabled features; null if the response has none of them.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>In GB; null if the response does not have it.</summary>
    public int? Disk { get; init; }

    public string? VpcUuid { get; init; }

    /// <summary>The name of the VPC; null if the VPCs were not read, or it is not among them.</summary>
    public string? VpcName { get; init; }

    /// <summary>The policy of the backups; null without backups, or if it was not read.</summary>
    public BackupPolicy? BackupPolicy { get; init; }

    /// <summary>The declared project if the last list of its resources has the droplet, otherwise a text that states that it has not; null
    /// if no project is declared.</summary>
    public Func<string?>? DoProject { get; init; }

    /// <summary>All public IPv4 addresses, in no defined order: its own, and a reserved IP that is assigned to it. Of several,
    /// <see cref="Machine.PublicIpv4"/> is null until the reserved IPs are read.</summary>
    public IReadOnlyList<string> PublicIpv4Addresses { get; init; } = [];

    public override string? ActualOf(DeclaredProperty declared) => declared.Name switch
    {
        HostField.Image when declared.Value!.All(char.IsAsciiDigit) => ImageId?.ToString(CultureInfo.InvariantCulture),
        HostField.Image => ImageSlug,
        "backups" when declared.Value is not ("true" or "false") && HasFeature(declared.Name) == true => BackupPolicy?.ToString(),
        "backups" or "ipv6" or "monitoring" =>
            HasFeature(declared.Name) is { } isEnabled ? (isEnabled ? "true" : "false") : null,
        "vpc" => VpcName ?? VpcUuid,
        "vpc_uuid" => VpcUuid,
        "do_project" => DoProject?.Invoke(),
        _ => null,
    };

    private bool? HasFeature(string name) => Features?.Contains(name);
}
