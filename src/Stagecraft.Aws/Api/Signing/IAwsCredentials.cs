namespace Stagecraft.Aws.Api.Signing;

/// <summary>The source of the keys.</summary>
internal interface IAwsCredentials
{
    /// <summary>Reads the keys. Temporary ones are new if the earlier ones are about to expire.</summary>
    /// <exception cref="CloudException"><c>credentials_missing</c>: there are none, or they cannot be read.</exception>
    Task<AwsKeys> ReadAsync(CancellationToken cancellationToken);
}
