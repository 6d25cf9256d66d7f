using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Stagecraft.DigitalOcean;
using Stagecraft.Engine.Readiness;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the provider to the services of a program. Specified in <c>spec/providers/cloud/digitalocean.md</c>, 15.3 to 15.6.</summary>
public static class DigitalOceanServices
{
    internal const string ClientName = "Stagecraft.DigitalOcean";

    private const string Authorization = "Authorization";

    /// <summary>
    /// Adds <see cref="DigitalOceanProvider"/>, the same as one of <see cref="ICloudProvider"/>, a <see cref="CloudProviderRegistry"/> of all of those where
    /// there is none, and the named HTTP client that the requests go through. <see cref="TimeProvider"/>, <c>ILoggerFactory</c> and
    /// <see cref="IHostProbe"/> are taken from the services where they are there. All are singletons. Adding it again adds to the options, and changes nothing else.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts. Default: null, they stay as they are.</param>
    /// <returns>The builder of the HTTP client, for handlers of your own. The provider retries by itself, and lets a create be sent once only: a handler that
    /// repeats requests gains nothing here.</returns>
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
            // A handler that the program has set since is not to be replaced: it may be that of a sandbox.
            return client;
        }

        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DigitalOceanOptions>, DigitalOceanOptionsCheck>());
        services.AddSingleton(ProviderFactory.Create);
        services.AddSingleton<ICloudProvider>(static provider => provider.GetRequiredService<DigitalOceanProvider>());
        services.TryAddSingleton(ProviderFactory.CreateRegistry);

        // After whatever else is set on the client: neither can be undone by it.
        services.PostConfigure<HttpClientFactoryOptions>(ClientName, Protect);
        return client.ConfigurePrimaryHttpMessageHandler(static provider =>
            ApiSocket.Create(provider.GetRequiredService<IOptions<DigitalOceanOptions>>().Value.ApiUrl.IsLoopback));
    }

    private static void Protect(HttpClientFactoryOptions options)
    {
        Func<string, bool> redacts = options.ShouldRedactHeaderValue;
        options.ShouldRedactHeaderValue = name => name.Equals(Authorization, StringComparison.OrdinalIgnoreCase) || redacts(name);
        options.HttpMessageHandlerBuilderActions.Add(static builder => builder.PrimaryHandler = new SendOnceHandler(builder.PrimaryHandler));
    }
}
