using System.Net.Http.Headers;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.1: one provider, two sections that declare the same hosts, each with the token of its own
/// account.</summary>
public sealed class OtherAccountTests
{
    private const string OtherToken = "dop_v1_other-account";

    [Fact]
    public void An_apply_does_not_use_what_the_plan_of_another_account_read()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        SandboxDroplet first = world.Ours("app-1");
        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), world.Time));
        World other = new(o => o with { TimeProvider = world.Time }) { Yaml = world.Yaml.Replace("DO_TOKEN", "OTHER_TOKEN") };
        world.Environment["OTHER_TOKEN"] = OtherToken;
        using ByToken accounts = new(world.Cloud, other.Cloud);
        FaultHandler network = new(accounts, world.Time);
        using DigitalOceanProvider provider = world.NewProvider(network);

        world.Time.Run(async () =>
        {
            InfraPlan plan = await provider.PlanAsync(world.PlanOptions(), CancellationToken.None);
            await provider.PlanAsync(other.PlanOptions(), CancellationToken.None);
            await provider.ApplyAsync(world.ApplyOptions(plan), CancellationToken.None);
        });

        world.Cloud.Droplets.Should().ContainSingle().Which.Id.Should().Be(first.Id);
        network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal));
    }

    private sealed class ByToken(DigitalOceanSandbox first, DigitalOceanSandbox other) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _first = new(first.CreateHandler());
        private readonly HttpMessageInvoker _other = new(other.CreateHandler());

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (request.Headers.Authorization is AuthenticationHeaderValue { Parameter: OtherToken } ? _other : _first)
                .SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _first.Dispose();
            _other.Dispose();
            base.Dispose(disposing);
        }
    }
}
