namespace Stagecraft.Aws.Api;

/// <summary>A key pair of a region.</summary>
internal sealed record AwsKeyPair(string Name, string? Id, string? Fingerprint, string? Type);
