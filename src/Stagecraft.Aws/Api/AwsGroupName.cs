namespace Stagecraft.Aws.Api;

/// <summary>A security group of an instance.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name; null if the response does not have it.</param>
internal sealed record AwsGroupName(string Id, string? Name);
