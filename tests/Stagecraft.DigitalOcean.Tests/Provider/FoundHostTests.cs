using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.9.1: another run, with another config, creates a planned host between the plan and its apply.</summary>
public sealed class FoundHostTests
{
    private const string Protected = "stagecraft-protected";

    private readonly World _world = new()
    {
        Yaml = World.Hosts("app-1", "db-1").Replace("role: db", "role: db, protected: true, tags: [blue]", StringComparison.Ordinal),
    };

    [Fact]
    public void It_gets_its_protection_and_tags_in_the_same_run()
    {
        InfraPlan plan = _world.Plan();
        SandboxDroplet found = _world.Ours("db-1", booting: true);

        ApplyReport report = _world.Apply(plan);

        report.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(("app-1", OutcomeKind.Created), ("db-1", OutcomeKind.Updated));
        _world.Cloud.Droplets.Single(d => d.Id == found.Id).Tags.Should().Contain([Protected, "blue"]);
        _world.Plan().HasChanges.Should().BeFalse();
    }

    [Fact]
    public void A_host_as_declared_is_unchanged()
    {
        InfraPlan plan = _world.Plan();
        _world.Ours("db-1", more: [Protected, "blue"]);

        ApplyReport report = _world.Apply(plan);

        report.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(("app-1", OutcomeKind.Created), ("db-1", OutcomeKind.Unchanged));
        _world.Network.Sent.Should().NotContain(r => r.StartsWith("POST /v2/tags", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_update_fails_the_host()
    {
        InfraPlan plan = _world.Plan();
        _world.Ours("db-1", more: ["blue"]);
        _world.Network.Choose = (request, _) =>
            request.RequestUri!.AbsolutePath.EndsWith("/resources", StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;

        CloudProviderException failure = ApplyTests.Fails(() => _world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(("app-1", OutcomeKind.Created), ("db-1", OutcomeKind.Failed));
    }
}
