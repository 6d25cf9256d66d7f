namespace Stagecraft.Aws.Api;

/// <summary>A VPC.</summary>
/// <param name="Id">The id.</param>
/// <param name="IsDefault">Whether it is the default VPC of its region.</param>
/// <param name="Tags">The tags by key; null if the response has none.</param>
internal sealed record AwsVpc(string Id, bool IsDefault, IReadOnlyDictionary<string, string>? Tags);
