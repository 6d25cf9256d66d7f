using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 5.1.1: SSH keys can be listed ten times a minute. Each plan is that of another process.</summary>
public sealed class KeyLimitTests
{
    private readonly World _world = new() { Yaml = World.Hosts("app-1") };

    [Fact]
    public void A_plan_without_creates_does_not_wait_and_states_that_the_keys_were_not_checked()
    {
        _world.Ours("app-1");

        InfraPlan[] plans = [.. Enumerable.Range(0, 12).Select(_ => PlanNow())];

        plans.Take(10).Should().OnlyContain(p => p.Warnings.Count == 0);
        plans.Skip(10).Should().OnlyContain(p => p.InSync && p.Warnings.Single().Code == "ssh_keys_unchecked");
        _world.Events.Of<RetryScheduled>().Should().BeEmpty();
        _world.Events.Of<RateLimitWait>().Should().BeEmpty();
    }

    [Fact]
    public void A_plan_with_creates_waits_and_checks_the_keys()
    {
        UseLimit();
        _world.Yaml = World.Hosts("app-1", "app-2");
        DateTimeOffset begin = _world.Time.GetUtcNow();

        InfraPlan plan = _world.Plan();

        (plan.Warnings.Count, plan.ToCreate.Count).Should().Be((0, 1));
        (_world.Time.GetUtcNow() - begin).Should().BeGreaterThan(TimeSpan.FromSeconds(50)).And.BeLessThan(TimeSpan.FromSeconds(130));
    }

    [Fact]
    public void A_missing_key_is_found_by_a_plan_with_creates_and_a_replacement_is_a_create()
    {
        UseLimit();
        _world.Yaml = _world.Yaml.Replace("my-ssh-key", "other-key", StringComparison.Ordinal);

        _world.Plan().Warnings.Single().Code.Should().Be("ssh_keys_unchecked");
        Action replace = () => _world.Time.Run(
            () => _world.NewProvider().PlanAsync(_world.PlanOptions() with { Replace = ["app-1"] }, CancellationToken.None));

        replace.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.SshKeyNotFound);
    }

    [Fact]
    public void A_provider_uses_the_keys_that_it_read()
    {
        using DigitalOceanProvider provider = _world.NewProvider();

        for (int i = 0; i < 12; i++)
        {
            PlanNow(provider).Should().Match<InfraPlan>(p => p.Warnings.Count == 0 && p.ToCreate.Count == 1);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_without_creates_reads_no_keys(bool isOneProcess)
    {
        UseLimit();
        DigitalOceanProvider planner = _world.NewProvider();
        InfraPlan plan = PlanNow(planner);
        _world.Network.Sent.Clear();
        DateTimeOffset begin = _world.Time.GetUtcNow();

        ApplyReport report = _world.Time.Run(
            () => (isOneProcess ? planner : _world.NewProvider()).ApplyAsync(_world.ApplyOptions(plan), CancellationToken.None));

        report.Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Unchanged);
        _world.Network.Sent.Should().NotContain(r => r.Contains("/keys", StringComparison.Ordinal));
        (_world.Time.GetUtcNow() - begin).Should().BeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_host_whose_droplet_is_being_deleted_is_recreated_with_its_key()
    {
        SandboxDroplet droplet = _world.Ours("app-1");
        InfraPlan plan = _world.Plan();
        plan.InSync.Should().BeTrue();
        _world.Cloud.DeleteDroplet(droplet.Id);

        ApplyReport report = _world.Apply(plan);

        report.Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Created);
        _world.Network.Sent.Count(r => r.Contains("/keys", StringComparison.Ordinal)).Should().Be(2, "of the plan and of the run");
    }

    private void UseLimit()
    {
        _world.Ours("app-1");
        for (int i = 0; i < 10; i++)
        {
            _world.Plan();
        }
    }

    private InfraPlan PlanNow(DigitalOceanProvider? provider = null)
    {
        DateTimeOffset begin = _world.Time.GetUtcNow();
        InfraPlan plan = _world.Time.Run(() => (provider ?? _world.NewProvider()).PlanAsync(
            _world.PlanOptions() with { Progress = _world.Events }, CancellationToken.None));
        (_world.Time.GetUtcNow() - begin).Should().BeLessThan(TimeSpan.FromSeconds(1));
        return plan;
    }
}
