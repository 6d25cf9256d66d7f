namespace Stagecraft.DigitalOcean.Api;

/// <summary>Droplets to create with one request: alike in everything but the name.</summary>
internal sealed record CreateDroplets
{
    /// <summary>The API takes no more names in one request.</summary>
    public const int MaxNames = 10;

    /// <summary>One to ten.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public required string Region { get; init; }

    public required string Size { get; init; }

    /// <summary>A slug, or the digits of an id.</summary>
    public required string Image { get; init; }

    public required IReadOnlyList<long> SshKeyIds { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public string? UserData { get; init; }

    public bool Backups { get; init; }

    public bool Ipv6 { get; init; }

    public bool Monitoring { get; init; }

    public string? VpcUuid { get; init; }

    public bool PublicNetworking { get; init; } = true;

    /// <summary>Names only: a record's own text would show <see cref="UserData"/>.</summary>
    public override string ToString() => $"{nameof(CreateDroplets)} {string.Join(", ", Names)}";
}
