namespace Stagecraft.Aws.Api;

/// <summary>The identity that the credentials belong to.</summary>
/// <param name="Account">The account number, 12 digits.</param>
/// <param name="Arn">The ARN of the user or of the role session.</param>
internal sealed record CallerIdentity(string Account, string Arn);
