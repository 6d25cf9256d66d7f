namespace Stagecraft.Cli.Cloud;

/// <summary>The providers that the command knows.</summary>
internal static class CloudProviders
{
    /// <summary>The provider of the config; all of them without a known one.</summary>
    internal static CloudProviderRegistry Create(ProviderContext context)
    {
        CloudProviderRegistry registry = new CloudProviderRegistry();
        foreach (CloudDescription cloud in context.Cloud is { } only ? [only] : Clouds.All)
        {
            registry.Register(cloud.CreateProvider(context));
        }

        return registry;
    }
}
