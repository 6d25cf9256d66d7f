using Stagecraft.Aws.Api.Signing;

namespace Stagecraft.Aws.Api.Credentials;

/// <summary>Keys that are known.</summary>
internal sealed class FixedCredentials(AwsKeys keys) : IAwsCredentials
{
    public Task<AwsKeys> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(keys);
}
