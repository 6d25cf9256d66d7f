using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Samples;

namespace Stagecraft.Library.Tests;

/// <summary>The worker of docs/library.md against the sandbox.</summary>
public sealed class StagingKeeperTests
{
    [Fact]
    public async Task It_makes_what_is_missing_again_and_again_and_tells_drift()
    {
        using LogSignal log = new LogSignal();
        await using DigitalOceanSandbox cloud = DigitalOceanSandbox.Create(Fast.Sandbox);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        builder.Services.AddDigitalOcean(o => o.Token = "any").ConfigurePrimaryHttpMessageHandler(cloud.CreateHandler);
        builder.Services.AddSingleton(Fast.Hosts).AddSingleton(TimeProvider.System)
            .AddSingleton(new KeeperInterval(TimeSpan.FromMilliseconds(50)));
        builder.Services.AddHostedService<StagingKeeper>();
        using IHost host = builder.Build();
        Task first = log.Next("applied staging of shop: 2 created");

        await host.StartAsync();
        await first;
        long app = cloud.Droplets.Single(d => d.Name == "staging-app-1").Id;
        Task second = log.Next("applied staging of shop: 1 created");
        cloud.DeleteDroplet(app);
        await second;

        SandboxDroplet made = cloud.Droplets.Single(d => d.Name == "staging-app-1");
        made.Id.Should().NotBe(app);
        Task drifted = log.Next("app-1 has drifted: status is off");
        cloud.SetStatus(made.Id, "off");
        await drifted;

        Task undeclared = log.Next("1 droplets of staging are not declared");
        cloud.CreateDroplet("staging-old-1", ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-role-old"]);
        await undeclared;
        await host.StopAsync();
        cloud.Requests.Should().NotContain(r => r.Method == "DELETE");
    }
}
