namespace Stagecraft.Aws.Api;

/// <summary>A tag of a resource.</summary>
internal sealed record AwsTag(string ResourceId, string Key, string Value);
