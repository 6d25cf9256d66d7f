namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>The accepted credentials. Null accepts any value.</summary>
internal sealed record Credentials(string? AccessKey, string? SecretKey, string? SessionToken, DateTimeOffset? SessionEnd);
