namespace Stagecraft.Aws.Sandbox;

/// <summary>The actual state of an instance, regardless of what the API currently returns.</summary>
public sealed record AwsSandboxInstance
{
    /// <summary>The ID.</summary>
    public required string Id { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The availability zone.</summary>
    public required string Zone { get; init; }

    /// <summary>The state, for example <c>running</c>.</summary>
    public required string State { get; init; }

    /// <summary>The instance type.</summary>
    public required string Type { get; init; }

    /// <summary>The AMI ID.</summary>
    public required string ImageId { get; init; }

    /// <summary>The name of the key pair; null without one.</summary>
    public required string? KeyName { get; init; }

    /// <summary>The client token; empty without one.</summary>
    public required string ClientToken { get; init; }

    /// <summary>All tags, including tags that the API does not return yet.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The IDs of the security groups.</summary>
    public required IReadOnlyList<string> SecurityGroups { get; init; }

    /// <summary>The subnet ID.</summary>
    public required string SubnetId { get; init; }

    /// <summary>Whether the API rejects its termination.</summary>
    public required bool IsProtected { get; init; }

    /// <summary>Whether it has detailed monitoring.</summary>
    public required bool IsMonitored { get; init; }

    /// <summary>The user data in base64; null without any.</summary>
    public required string? UserData { get; init; }

    /// <summary>The public address; null without one.</summary>
    public required string? PublicIp { get; init; }

    /// <summary>The private address.</summary>
    public required string PrivateIp { get; init; }

    /// <summary>The time of the creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it is terminated or being terminated.</summary>
    public bool IsEnding => State is "shutting-down" or "terminated";
}
