using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Hosting;

/// <summary>Spec digitalocean.md 15.3 to 15.5: the provider as a service.</summary>
public sealed class ServicesTests
{
    private const string Name = "Stagecraft.DigitalOcean";

    [Fact]
    public void One_provider_is_registered_for_each_of_its_types()
    {
        using ServiceProvider container = new ServiceCollection()
            .AddDigitalOcean(o => o.Token = "t").Services.BuildServiceProvider(validateScopes: true);

        DigitalOceanProvider provider = container.GetRequiredService<DigitalOceanProvider>();

        container.GetServices<ICloudProvider>().Should().ContainSingle().Which.Should().BeSameAs(provider);
        CloudProviderRegistry registry = container.GetRequiredService<CloudProviderRegistry>();
        registry.Should().BeSameAs(container.GetRequiredService<CloudProviderRegistry>());
        registry.Get("digitalocean").Should().BeSameAs(provider);
    }

    [Fact]
    public void A_registry_of_the_program_is_kept()
    {
        CloudProviderRegistry own = new CloudProviderRegistry();
        ServiceCollection services = new();
        services.AddSingleton(own).AddDigitalOcean();
        using ServiceProvider container = services.BuildServiceProvider();

        container.GetRequiredService<CloudProviderRegistry>().Should().BeSameAs(own);
    }

    [Fact]
    public void Adding_it_again_adds_options_and_keeps_the_handler_that_was_set()
    {
        World world = new();
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddDigitalOcean(o => o.Token = "first").ConfigurePrimaryHttpMessageHandler(() => world.Network);
        services.AddDigitalOcean(o => o.Token = World.Token);
        using ServiceProvider container = services.BuildServiceProvider();

        world.Time.Run(
            () => container.GetRequiredService<CloudProviderRegistry>().Get("digitalocean").PlanAsync(world.PlanOptions(), default));

        container.GetServices<ICloudProvider>().Should().ContainSingle();
        container.GetServices<IValidateOptions<DigitalOceanOptions>>().Should().ContainSingle();
        world.Network.Headers.Should().NotBeEmpty().And.OnlyContain(h => h.Authorization!.Parameter == World.Token);
    }

    [Fact]
    public void All_errors_of_the_options_are_reported_together_without_the_token()
    {
        using ServiceProvider container = new ServiceCollection()
            .AddDigitalOcean(o => (o.ApiUrl, o.Token, o.GetEnvironmentVariable) = (new Uri("http://10.0.0.1/"), "dop_v1_secret\n2", null!))
            .Services.BuildServiceProvider();

        OptionsValidationException wrong = FluentActions.Invoking(() => container.GetRequiredService<DigitalOceanProvider>())
            .Should().ThrowExactly<OptionsValidationException>().Which;

        wrong.Failures.Should().HaveCount(3);
        wrong.Message.Should().Contain("DigitalOceanOptions.ApiUrl: plain http is permitted for loopback addresses only")
            .And.Contain("DigitalOceanOptions.Token is empty, or contains whitespace")
            .And.Contain("DigitalOceanOptions.GetEnvironmentVariable is null").And.NotContain("secret");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ftp://x/")]
    [InlineData("https://user:pass@api.digitalocean.com/")]
    [InlineData("relative")]
    public void An_address_that_must_not_receive_a_token_is_refused(string? address)
    {
        using ServiceProvider container = new ServiceCollection()
            .AddDigitalOcean(
                o => o.ApiUrl = address is null ? null! : new Uri(address, UriKind.RelativeOrAbsolute)).Services.BuildServiceProvider();

        FluentActions.Invoking(() => container.GetRequiredService<DigitalOceanProvider>())
            .Should().ThrowExactly<OptionsValidationException>()
            .WithMessage("DigitalOceanOptions.ApiUrl*").And.Message.Should().NotContain("pass");
    }

    [Fact]
    public async Task A_host_with_invalid_options_does_not_start()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddDigitalOcean(o => o.Token = " ");
        using IHost host = builder.Build();

        await host.Invoking(h => h.StartAsync()).Should().ThrowAsync<OptionsValidationException>();
    }

    [Fact]
    public void Without_a_token_the_variable_that_the_config_names_is_read_at_each_call()
    {
        World world = new();
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddDigitalOcean(o => o.GetEnvironmentVariable = name => world.Environment.GetValueOrDefault(name))
            .ConfigurePrimaryHttpMessageHandler(() => world.Network);
        using ServiceProvider container = services.BuildServiceProvider();
        DigitalOceanProvider provider = container.GetRequiredService<DigitalOceanProvider>();

        world.Time.Run(() => provider.PlanAsync(world.PlanOptions(), default));
        world.Environment.Clear();

        FluentActions.Invoking(() => world.Time.Run(() => provider.PlanAsync(world.PlanOptions(), default)))
            .Should().ThrowExactly<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.CredentialsMissing);
    }

    [Fact]
    public void The_handler_is_resolved_for_each_call_and_never_disposed()
    {
        World world = new();
        List<Watched> taken = new List<Watched>();
        using DigitalOceanProvider provider = new(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = _ => World.Token,
            TimeProvider = world.Time,
            CreateHandler = () =>
            {
                taken.Add(new Watched(world.Cloud.CreateHandler()));
                return taken[^1];
            },
        });

        world.Time.Run(() => world.UpAsync(provider));

        taken.Should().HaveCount(2).And.OnlyContain(h => h.Sent > 0 && !h.IsDisposed);
    }

    [Fact]
    public void The_primary_handler_is_the_one_without_a_container()
    {
        ServiceCollection services = new();
        HttpMessageHandler? primary = null;
        services.AddDigitalOcean().ConfigurePrimaryHttpMessageHandler((handler, _) => primary = handler);
        using ServiceProvider container = services.BuildServiceProvider();

        container.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(Name);

        SocketsHttpHandler socket = primary.Should().BeOfType<SocketsHttpHandler>().Which;
        (socket.AllowAutoRedirect, socket.UseCookies, socket.MaxConnectionsPerServer, socket.UseProxy)
            .Should().Be((false, false, 64, true));
    }

    [Fact]
    public void With_everything_logged_neither_token_nor_user_data_is_in_any_line()
    {
        using LogLines log = new LogLines();
        World world = new()
        {
            Yaml = World.Hosts("app-1") + "\n    app-2: { role: app, user_data: \"#!/bin/sh\\necho secret-of-the-boot\" }",
        };
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log));

        // The worst that a program can ask for.
        services.AddDigitalOcean(o => o.Token = World.Token).RedactLoggedHeaders(_ => false)
            .ConfigurePrimaryHttpMessageHandler(() => world.Cloud.CreateHandler());
        services.ConfigureHttpClientDefaults(d => d.RedactLoggedHeaders(_ => false));
        using ServiceProvider container = services.BuildServiceProvider();

        world.Time.Run(() => world.UpAsync(container.GetRequiredService<DigitalOceanProvider>())).Count(OutcomeKind.Created)
            .Should().Be(2);

        log.All.Should().Contain(l => l.Category.StartsWith("System.Net.Http.HttpClient." + Name) && l.Text.Contains("Authorization: *"));
        log.All.Should().Contain(l => l.Category == StagecraftTelemetry.LogCategory && l.Name == "HostReady");
        log.All.Should().NotContain(l => l.Everything.Contains(World.Token) || l.Everything.Contains("secret-of-the-boot"));
    }

    private sealed class Watched(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Sent { get; private set; }

        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent++;
            return base.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
