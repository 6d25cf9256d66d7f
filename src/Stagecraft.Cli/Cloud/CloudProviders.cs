using Stagecraft.DigitalOcean;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Cli.Cloud;

/// <summary>The providers that the command knows.</summary>
internal static class CloudProviders
{
    internal static CloudProviderRegistry Create(ProviderContext context)
    {
        DigitalOceanProviderOptions options = new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = context.GetEnvironmentVariable,
            TimeProvider = context.TimeProvider,

            // An API on the loopback address is a sandbox.
            HostProbe = context.ApiUrl is { IsLoopback: true } ? new SandboxProbe() : new SystemHostProbe(context.StateDirectory),
        };


        CloudProviderRegistry registry = new CloudProviderRegistry();
        registry.Register(new DigitalOceanProvider(context.ApiUrl is null ? options : options with { ApiUrl = context.ApiUrl }));
        return registry;
    }
}
