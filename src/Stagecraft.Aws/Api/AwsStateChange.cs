namespace Stagecraft.Aws.Api;

/// <summary>The state of an instance before and after a request.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Previous">The state before.</param>
/// <param name="Current">The state after.</param>
internal sealed record AwsStateChange(string InstanceId, string? Previous, string? Current);
