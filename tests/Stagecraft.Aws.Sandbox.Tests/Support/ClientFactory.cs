using Amazon.Runtime;

namespace Stagecraft.Aws.Sandbox.Tests.Support;

/// <summary>Connects a client of the SDK with a sandbox in memory.</summary>
internal sealed class ClientFactory(AwsSandbox sandbox) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(sandbox.CreateHandler());

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
}
