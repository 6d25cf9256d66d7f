namespace Stagecraft.Aws.Api.Signing;

/// <summary>The keys that sign requests.</summary>
/// <param name="AccessKeyId">The id of the key, which requests contain.</param>
/// <param name="SecretKey">The secret, which is never sent.</param>
/// <param name="SessionToken">The token of temporary keys, which requests contain; null for permanent keys.</param>
/// <param name="ExpiresAt">When the keys expire; null if they do not, or if it is unknown.</param>
internal sealed record AwsKeys(string AccessKeyId, string SecretKey, string? SessionToken = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Only the id: the default text of a record would show the secrets.</summary>
    public override string ToString() => $"{nameof(AwsKeys)} {AccessKeyId}";
}
