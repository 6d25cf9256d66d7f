namespace Stagecraft.DigitalOcean.Api;

/// <summary>A droplet with the properties that the API shows.</summary>
internal sealed record Droplet : Machine
{
    /// <summary>The image's slug; null for a private image, or an image that no slug refers to any more.</summary>
    public string? ImageSlug { get; init; }

    /// <summary>The image's id; null if the image was deleted.</summary>
    public long? ImageId { get; init; }

    /// <summary>The enabled features; null if the response has none of them.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    public string? VpcUuid { get; init; }

    /// <summary>All public IPv4 addresses, in no defined order: its own, and a reserved IP that is assigned to it. Of several,
    /// <see cref="Machine.PublicIpv4"/> is null until the reserved IPs are read.</summary>
    public IReadOnlyList<string> PublicIpv4Addresses { get; init; } = [];

    public override string? ActualOf(DeclaredProperty declared) => declared.Name switch
    {
        HostField.Image when declared.Value!.All(char.IsAsciiDigit) => ImageId?.ToString(CultureInfo.InvariantCulture),
        HostField.Image => ImageSlug,
        "backups" or "ipv6" or "monitoring" =>
            Features is null ? null : Features.Contains(declared.Name) ? "true" : "false",
        "vpc_uuid" => VpcUuid,
        _ => null,
    };
}
