using Stagecraft.Aws.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Instances that another user stops have no public address, and get another one when they are started.</summary>
public sealed class StoppedInstanceTests
{
    private readonly AwsWorld _world =
        new(o => o with { Boot = TimeSpan.FromSeconds(8), Stop = TimeSpan.FromSeconds(30) }) { Yaml = AwsWorld.Hosts("app-1") };

    private AwsSandboxInstance Instance => _world.Living.Single();

    /// <summary>Spec interface.md 10.8.</summary>
    [Fact]
    public void Power_on_ends_when_the_instance_is_running()
    {
        _world.Up();
        _world.Cloud.StopInstance(Instance.Id);
        _world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), _world.Time));

        _world.Plan().Changes.Single().Fields.Single().Should().Be(new FieldDifference(HostField.Status, "running", "stopped"));
        ApplyReport report = _world.Up(_world.Options(PlanIntent.Converge) with { PowerOn = ["app-1"] });

        Instance.State.Should().Be("running");
        report.Hosts.Single().Should().Match<HostOutcome>(h => h.Kind == OutcomeKind.Updated && h.PublicIpv4 == Instance.PublicIp);
    }

    /// <summary>Spec aws.md 5.9: an address that returns is no reason to replace the host.</summary>
    [Theory]
    [InlineData("stopping", 1)]
    [InlineData("stopped", 60)]
    public void The_public_address_is_not_compared(string state, int seconds)
    {
        _world.Up();
        _world.Cloud.StopInstance(Instance.Id);
        _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(seconds), _world.Time));

        InfraPlan plan = _world.Plan();

        Instance.State.Should().Be(state);
        plan.Changes.SelectMany(c => c.Fields).Should().NotContain(f => f.Name == "public_ip");
    }
}
