namespace Stagecraft.Aws.Api;

/// <summary>A volume to create.</summary>
/// <param name="Zone">The availability zone.</param>
/// <param name="Size">In GiB.</param>
/// <param name="ClientToken">Makes the request repeatable.</param>
/// <param name="Tags">The tags.</param>
internal sealed record CreateVolume(string Zone, int Size, string ClientToken, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Null for the default, which is <c>gp2</c>.</summary>
    public string? Type { get; init; }

    public int? Iops { get; init; }

    /// <summary>In MiB/s.</summary>
    public int? Throughput { get; init; }

    /// <summary>Null for the default of the account.</summary>
    public bool? Encrypted { get; init; }

    public string? SnapshotId { get; init; }
}
