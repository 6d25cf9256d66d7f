namespace Stagecraft.Aws.Api;

/// <summary>An instance type that is available in a zone, which does not mean that there is free capacity.</summary>
internal sealed record AwsOffering(string Type, string Zone);
