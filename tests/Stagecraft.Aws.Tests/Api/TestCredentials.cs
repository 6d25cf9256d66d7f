using Stagecraft.Aws.Api.Signing;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>Returns the scripted keys in order, and the last ones repeatedly.</summary>
internal sealed class TestCredentials(params Func<AwsKeys>[] keys) : IAwsCredentials
{
    public int Reads { get; private set; }

    public async Task<AwsKeys> ReadAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        return keys[Math.Min(Reads++, keys.Length - 1)]();
    }
}
