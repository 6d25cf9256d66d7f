using Microsoft.Extensions.DependencyInjection;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Tests.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Events;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Hosting;

/// <summary>Spec digitalocean.md 15.6: a create is sent once, whoever repeats requests on the way.</summary>
public sealed class SendOnceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_repeating_handler_of_the_program_does_not_create_a_second_droplet(int way)
    {
        World world = new();
        ServiceCollection services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddDigitalOcean(o => o.Token = World.Token)
            .AddHttpMessageHandler(() => new Repeater((Repeater.Way)way))
            .ConfigurePrimaryHttpMessageHandler(() => world.Cloud.CreateHandler());
        using ServiceProvider container = services.BuildServiceProvider();
        DigitalOceanProvider provider = container.GetRequiredService<DigitalOceanProvider>();

        ApplyReport report = world.Time.Run(() => world.UpAsync(provider));

        report.Count(OutcomeKind.Created).Should().Be(3);
        world.Live().Should().Equal("staging-app-1", "staging-app-2", "staging-db-1");
        world.Cloud.Requests.Count(r => r.Method == "POST").Should().Be(2, "one create a role");
    }

    [Fact]
    public void Without_the_guard_the_handler_sends_each_create_twice()
    {
        World world = new();
        using DigitalOceanProvider provider = new(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = _ => World.Token,
            Handler = new Repeater(Repeater.Way.Buffered) { InnerHandler = world.Cloud.CreateHandler() },
            TimeProvider = world.Time,
        });

        try
        {
            world.Time.Run(() => world.UpAsync(provider));
        }
        catch (CloudProviderException)
        {
            // The outcome does not matter.
        }

        world.Cloud.Requests.Count(r => r.Method == "POST").Should().Be(4);
    }

    [Fact]
    public async Task A_second_write_of_a_create_to_a_socket_fails_and_the_create_is_unclear()
    {
        using LoopbackServer server = new LoopbackServer("HTTP/1.1 202 Accepted\nContent-Length: 0\nConnection: close\n\n");
        using RateGovernor governor = new RateGovernor(TimeProvider.System, new RequestBudget());
        using Repeater repeater = new Repeater(Repeater.Way.TheSame) { InnerHandler = new SocketsHttpHandler() };
        using DigitalOceanClient client = new DigitalOceanClient(
            server.Address, "token", repeater, governor, TimeProvider.System, new Random(1), null);

        CreateOutcome outcome = await client.CreateDropletsAsync(
            new CreateDroplets { Names = ["a"], Region = "nyc1", Size = "s", Image = "i", SshKeys = [1], Tags = [] }, null, default);

        outcome.Should().BeOfType<CreateOutcome.Unclear>();
        server.Requests.Should().Be(1);
    }

    [Fact]
    public async Task The_content_can_be_written_once_and_says_why()
    {
        using SendOnceContent content = new SendOnceContent([1, 2, 3]);
        using MemoryStream first = new MemoryStream();

        await content.CopyToAsync(first, CancellationToken.None);
        Func<Task> second = () => content.CopyToAsync(new MemoryStream(), CancellationToken.None);

        first.ToArray().Should().Equal(1, 2, 3);
        content.Headers.ContentLength.Should().Be(3);
        (await second.Should().ThrowAsync<HttpRequestException>()).WithInnerException<IOException>().WithMessage("a write is sent once*");
    }

    [Fact]
    public void The_content_can_be_read_by_the_synchronous_methods_too()
    {
        using SendOnceContent content = new SendOnceContent([1, 2, 3]);
        using MemoryStream read = new MemoryStream();

        content.ReadAsStream(CancellationToken.None).CopyTo(read);

        read.ToArray().Should().Equal(1, 2, 3);
    }
}
