using Microsoft.Extensions.Time.Testing;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Samples;

#region test
public sealed class ShopTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Up_creates_staging_and_the_next_plan_has_no_changes()
    {
        DigitalOceanSandbox cloud = DigitalOceanSandbox.Create(new SandboxOptions { TimeProvider = _time });
        using DigitalOceanProvider provider = new DigitalOceanProvider(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = _ => "any",
            Handler = cloud.CreateHandler(),
            TimeProvider = _time,
        });
        StringWriter output = new StringWriter();

        ApplyReport report = InNoTime(() => FirstRun.UpAsync(provider, Shop.Hosts, output, default));

        Assert.Equal(2, report.Count(OutcomeKind.Created));
        Assert.Equal(["staging-app-1", "staging-db-1"], cloud.Droplets.Select(d => d.Name).Order());
        InfraPlan again = InNoTime(() => provider.PlanAsync(
            new PlanOptions { Config = Shop.Hosts.ToConfig(), Project = "shop", Environment = "staging" }, default));
        Assert.True(again.InSync);
    }

    // Client, engine and sandbox run on this thread: when the work waits, it waits for the clock. Minutes of waiting take milliseconds.
    private T InNoTime<T>(Func<Task<T>> work)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        Task<T> running = work();
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return running.GetAwaiter().GetResult();
    }
}
#endregion
