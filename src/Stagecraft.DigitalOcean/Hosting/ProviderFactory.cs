using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.DigitalOcean;

/// <summary>Creates the provider and the registry from the services of a container.</summary>
internal static class ProviderFactory
{
    public static DigitalOceanProvider Create(IServiceProvider services)
    {
        DigitalOceanOptions options = services.GetRequiredService<IOptions<DigitalOceanOptions>>().Value;
        IHttpMessageHandlerFactory handlers = services.GetRequiredService<IHttpMessageHandlerFactory>();
        string? token = options.Token;
        return new DigitalOceanProvider(new DigitalOceanProviderOptions
        {
            ApiUrl = options.ApiUrl,
            GetEnvironmentVariable = token is null ? options.GetEnvironmentVariable : _ => token,
            CreateHandler = () => handlers.CreateHandler(DigitalOceanServices.ClientName),
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
            LoggerFactory = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            HostProbe = services.GetService<IHostProbe>() ?? new SystemHostProbe(),
        });
    }

    public static CloudProviderRegistry CreateRegistry(IServiceProvider services)
    {
        CloudProviderRegistry registry = new();
        foreach (ICloudProvider provider in services.GetServices<ICloudProvider>())
        {
            registry.Register(provider);
        }

        return registry;
    }
}
