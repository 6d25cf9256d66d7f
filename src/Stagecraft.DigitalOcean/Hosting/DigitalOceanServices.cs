using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Stagecraft.DigitalOcean;
using Stagecraft.Engine.Readiness;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the provider to the services of a program. Specified in <c>spec/providers/cloud/digitalocean.md</c>, 15.3 to
/// 15.6.</summary>
public static class DigitalOceanServices
{
    private const string ClientName = "Stagecraft.DigitalOcean";

    private const string Authorization = "Authorization";

    /// <summary>
    /// Adds <see cref="DigitalOceanProvider"/>, the same instance as an <see cref="ICloudProvider"/>, a <see cref="CloudProviderRegistry"/>
    /// of all <see cref="ICloudProvider"/> services unless one exists, and the named HTTP client that sends the requests.
    /// <see cref="TimeProvider"/>, <c>ILoggerFactory</c> and <see cref="IHostProbe"/> are taken from the services if they exist. All are
    /// singletons. Adding it again adds to the options and has no other effect.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts. Default: null, no change.</param>
    /// <returns>The builder of the HTTP client, for additional handlers. The provider itself retries, and sends a create only once: a
    /// handler that repeats requests has no effect.</returns>
    public static IHttpClientBuilder AddDigitalOcean(this IServiceCollection services, Action<DigitalOceanOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<DigitalOceanOptions> options = services.AddOptions<DigitalOceanOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        IHttpClientBuilder client = services.AddHttpClient(ClientName);
        if (services.Any(s => s.ServiceType == typeof(DigitalOceanProvider)))
        {
            // The program may have replaced the handler since, for example by that of a sandbox.
            return client;
        }

        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DigitalOceanOptions>, DigitalOceanOptionsCheck>());
        services.AddSingleton(CreateProvider);
        services.AddSingleton<ICloudProvider>(static provider => provider.GetRequiredService<DigitalOceanProvider>());
        services.TryAddSingleton(CreateRegistry);

        // After all other configuration of the client, which cannot undo it.
        services.PostConfigure<HttpClientFactoryOptions>(ClientName, Protect);
        return client.ConfigurePrimaryHttpMessageHandler(static provider =>
            ApiSocket.Create(provider.GetRequiredService<IOptions<DigitalOceanOptions>>().Value.ApiUrl.IsLoopback));
    }

    private static DigitalOceanProvider CreateProvider(IServiceProvider services)
    {
        DigitalOceanOptions options = services.GetRequiredService<IOptions<DigitalOceanOptions>>().Value;
        IHttpMessageHandlerFactory handlers = services.GetRequiredService<IHttpMessageHandlerFactory>();
        return new DigitalOceanProvider(new DigitalOceanProviderOptions
        {
            ApiUrl = options.ApiUrl,
            GetEnvironmentVariable = options.GetEnvironmentVariable,
            Token = options.Token,
            CreateHandler = () => handlers.CreateHandler(ClientName),
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
            LoggerFactory = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            HostProbe = services.GetService<IHostProbe>() ?? new SystemHostProbe(),
        });
    }

    private static CloudProviderRegistry CreateRegistry(IServiceProvider services)
    {
        CloudProviderRegistry registry = new();
        foreach (ICloudProvider provider in services.GetServices<ICloudProvider>())
        {
            registry.Register(provider);
        }

        return registry;
    }

    private static void Protect(HttpClientFactoryOptions options)
    {
        Func<string, bool> redacts = options.ShouldRedactHeaderValue;
        options.ShouldRedactHeaderValue = name => name.Equals(Authorization, StringComparison.OrdinalIgnoreCase) || redacts(name);
        options.HttpMessageHandlerBuilderActions.Add(
            static builder => builder.PrimaryHandler = new SendOnceHandler(builder.PrimaryHandler));
    }
}
