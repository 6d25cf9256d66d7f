using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 3.9 and digitalocean.md 16.4: the volume limit of the account.</summary>
public sealed class VolumeLimitTests
{
    private const string Volumes = "volumes: { data: { size: 10 }, logs: { size: 10 } }";

    private static readonly PlanWarning Exceeded = new(
        "resource_limit", "creating 2 volumes would exceed the account limit of 3 (2 in use)");

    private readonly World _world = NewWorld(3);

    [Fact]
    public void A_plan_above_the_limit_is_shown_and_refused_before_anything_is_sent()
    {
        InfraPlan plan = _world.Plan();
        plan.Warnings.Should().Equal(Exceeded);
        plan.Changes.Should().HaveCount(3).And.OnlyContain(c => c.Creates);
        int requests = _world.Cloud.Requests.Count;

        Action apply = () => _world.Apply(plan);

        CloudProviderException failure = apply.Should().Throw<CloudProviderException>().Which;
        (failure.Code, failure.Message).Should().Be((ErrorCodes.Refused, "digitalocean provider: " + Exceeded.Message));
        failure.Hint.Should().Be("ask DigitalOcean for a higher limit, or delete resources that are not needed");
        _world.Cloud.Requests.Should().HaveCount(requests);
    }

    [Fact]
    public void Both_limits_are_reported_together()
    {
        World world = NewWorld(3, droplets: 0);

        InfraPlan plan = world.Plan();

        plan.Warnings.Select(w => w.Code).Should().Equal("machine_limit", "resource_limit");
        Action apply = () => world.Apply(plan);
        apply.Should().Throw<CloudProviderException>().Which.Problems.Select(p => p.Message).Should()
            .Equal(plan.Warnings.Select(w => w.Message));
    }

    [Fact]
    public void Volumes_that_exist_are_not_created_again_and_need_no_further_request()
    {
        World world = NewWorld(4);
        InfraPlan plan = world.Plan();
        plan.Warnings.Should().BeEmpty();
        int requests = world.Network.Sent.Count;
        World unlimited = NewWorld(null);
        unlimited.Plan();
        unlimited.Network.Sent.Should().HaveCount(requests);

        world.Apply(plan).Succeeded.Should().BeTrue();

        plan = world.Plan();
        plan.InSync.Should().BeTrue();
        plan.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void Without_a_limit_in_the_account_nothing_is_checked()
    {
        World world = NewWorld(null, existing: 99);

        world.Plan().Warnings.Should().BeEmpty();

        ApplyReport report = world.UpFails().Report!;
        report.Resources.Should().ContainSingle(r => r.Outcome == OutcomeKind.Failed)
            .Which.Message.Should().Contain("volume limit exceeded");
        world.Cloud.Resources.Volumes.Should().HaveCount(100);
    }

    private static World NewWorld(int? limit, int droplets = 25, int existing = 2)
    {
        World world = new(o => o with { VolumeLimit = limit, DropletLimit = droplets })
        {
            Yaml = World.Hosts().Replace("staging: {}", $"staging: {{ db-1: {{ role: db, {Volumes} }} }}", StringComparison.Ordinal),
        };
        using HttpClient api = new(world.Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
        api.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
        for (int i = 0; i < existing; i++)
        {
            using StringContent body = new($$"""{"name":"other-{{i}}","region":"fra1","size_gigabytes":1}""");
            body.Headers.ContentType = new("application/json");
            world.Time.Run(() => api.PostAsync(new Uri("/v2/volumes", UriKind.Relative), body)).EnsureSuccessStatusCode();
        }

        return world;
    }
}
