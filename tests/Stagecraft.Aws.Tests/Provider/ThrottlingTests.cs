using Stagecraft.Aws.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 4 and interface.md 8.12: runs that are longer than a read stays fresh, with the documented limits.</summary>
public sealed class ThrottlingTests
{
    /// <summary>The limits permit five creates at once, then two per second: 47.5 s for a hundred.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(300)]
    [InlineData(1000)]
    public void A_hundred_hosts_are_created_at_the_documented_rate_without_a_refusal(int latency)
    {
        AwsWorld world = new(o => o with { Boot = TimeSpan.FromSeconds(8), VcpuLimit = 1000 })
        {
            Yaml = AwsWorld.Hosts(Enumerable.Range(1, 100).Select(i => $"app-{i}")),
        };
        Random random = new(latency);
        world.Handler = new Network(world.Handler)
        {
            Replace = (_, deliver) => latency == 0 ? null : DelayAsync(deliver),
        };
        TimeSpan start = world.Time.Elapsed;

        ApplyReport up = world.Up();

        up.Hosts.Should().HaveCount(100).And.OnlyContain(h => h.Kind == OutcomeKind.Created);
        world.Living.Should().HaveCount(100);
        world.Cloud.Requests.Should().NotContain(r => r.Status == 503);
        (world.Time.Elapsed - start).Should().BeLessThan(TimeSpan.FromSeconds(65 + (latency / 20)));

        world.Down().Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Deleted);
        world.Cloud.Requests.Should().NotContain(r => r.Status == 503);

        async Task<HttpResponseMessage> DelayAsync(Func<Task<HttpResponseMessage>> deliver)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, latency + 1)), world.Time);
            HttpResponseMessage response = await deliver();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, latency + 1)), world.Time);
            return response;
        }
    }
}
