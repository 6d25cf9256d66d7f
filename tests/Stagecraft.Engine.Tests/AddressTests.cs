using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec digitalocean.md 6.4, interface.md 1.3: a cloud whose machines have no addresses.</summary>
public sealed class AddressTests
{
    private readonly MemoryRuns _runs = new(new() { HasAddresses = false });

    [Fact]
    public void A_plan_is_applied_twice()
    {
        DeclaredConfig config = Config(hasAddress: false);
        InfraPlan plan = _runs.Plan(config);

        _runs.Apply(config, plan).Hosts.Single().Kind.Should().Be(OutcomeKind.Created);
        _runs.Apply(config, plan).Hosts.Single().Kind.Should().Be(OutcomeKind.Unchanged);
    }

    [Fact]
    public void A_host_that_is_to_have_an_address_is_waited_for()
    {
        DeclaredConfig config = Config(hasAddress: true);

        HostOutcome host = _runs.Invoking(r => r.Apply(config, r.Plan(config))).Should().Throw<Providers.CloudProviderException>()
            .Which.Report!.Hosts.Single();

        host.Code.Should().Be(Errors.ErrorCodes.MachineTimeout);
        host.Message.Should().Be("machine 'staging-app-1' operation timeout: no public address after 10 min");
    }

    private DeclaredConfig Config(bool hasAddress) => _runs.Config(MemoryRuns.Host("app-1") with { HasPublicAddress = hasAddress });
}
