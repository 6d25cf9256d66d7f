using Microsoft.Extensions.DependencyInjection;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Samples;

public static class Services
{
    public static void Add(IServiceCollection services, DigitalOceanSandbox cloud)
    {
        #region add
        services.AddDigitalOcean();
        #endregion

        #region token
        services.AddDigitalOcean(options => options.Token = "from your secret store");
        #endregion

        #region sandbox
        services.AddDigitalOcean(options => options.Token = "any")
            .ConfigurePrimaryHttpMessageHandler(() => cloud.CreateHandler());
        #endregion
    }
}
