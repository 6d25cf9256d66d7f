namespace Stagecraft.Aws.Api;

/// <summary>An EBS volume.</summary>
/// <param name="Id">The id.</param>
/// <param name="State"><c>creating</c>, <c>available</c>, <c>in-use</c>, <c>deleting</c>, <c>deleted</c>, <c>error</c>, or another
/// state.</param>
/// <param name="Size">In GiB.</param>
/// <param name="Type">For example <c>gp3</c>.</param>
/// <param name="Zone">The availability zone.</param>
internal sealed record Ec2Volume(string Id, string State, int Size, string? Type, string Zone)
{
    public int? Iops { get; init; }

    /// <summary>In MiB/s.</summary>
    public int? Throughput { get; init; }

    public bool? Encrypted { get; init; }

    public string? SnapshotId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The tags by key; null if the response has none, which does not mean that the volume has none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public IReadOnlyList<AwsAttachment> Attachments { get; init; } = [];
}
