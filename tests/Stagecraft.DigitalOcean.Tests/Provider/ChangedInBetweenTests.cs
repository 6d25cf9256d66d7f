using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6 changes by another user between a plan and its apply, or during it.</summary>
public sealed class ChangedInBetweenTests
{
    /// <summary>6.5: the duplicate has become the host.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_duplicate_that_is_now_the_only_droplet_is_kept(bool retagged)
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        SandboxDroplet first = world.Ours("app-1");
        SandboxDroplet second = world.Ours("app-1");
        InfraPlan plan = world.Plan();
        plan.ToDelete.Single().Id.Should().Be(second.Id.Machine());
        if (retagged)
        {
            world.Cloud.SetTags(first.Id, ["other"]);
        }
        else
        {
            world.Cloud.DeleteDroplet(first.Id);
            world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(20), world.Time));
        }

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.PlanStale);
        world.Cloud.Droplets.Should().Contain(d => d.Id == second.Id && !d.IsDeleting);
        failure.Report!.Hosts.Select(h => h.Kind).Should().BeEquivalentTo([OutcomeKind.Unchanged, OutcomeKind.Failed]);
        world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal));
    }

    /// <summary>6.2: a plan without a create permits none.</summary>
    [Fact]
    public void A_host_that_was_deleted_after_the_plan_is_not_created_without_a_new_plan()
    {
        World world = new() { Yaml = World.Hosts("app-1", "app-2") };
        SandboxDroplet first = world.Ours("app-1");
        world.Ours("app-2");
        InfraPlan plan = world.Plan();
        world.Cloud.DeleteDroplet(first.Id);
        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), world.Time));

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().Equal(
            ("app-1", OutcomeKind.Failed, ErrorCodes.MachineNotFound), ("app-2", OutcomeKind.Unchanged, null));
        world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal));
        world.Up().Hosts.Count(h => h.Kind == OutcomeKind.Created).Should().Be(1);
    }

    /// <summary>6.5: the survivor is deleted before it is read.</summary>
    [Fact]
    public void A_duplicate_of_a_deleted_survivor_is_kept()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        SandboxDroplet first = world.Ours("app-1");
        SandboxDroplet second = world.Ours("app-1");
        world.Cloud.SetLocked(first.Id, true);
        InfraPlan plan = world.Plan();
        int reads = 0;
        world.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath == $"/v2/droplets/{first.Id}" && ++reads == 2)
            {
                world.Cloud.DeleteDroplet(first.Id);
            }
        };

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.PlanStale);
        world.Cloud.Droplets.Should().ContainSingle(d => d.Id == second.Id && !d.IsDeleting);
        failure.Report!.Hosts.Select(h => (h.Kind, h.Id.Number())).Should().BeEquivalentTo(
            [(OutcomeKind.Unchanged, (long?)second.Id), (OutcomeKind.Failed, second.Id)]);
    }

    /// <summary>6.5: the survivor exists, but is no longer owned.</summary>
    [Fact]
    public void A_duplicate_of_an_unmanaged_survivor_is_kept()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        SandboxDroplet first = world.Ours("app-1");
        world.Ours("app-1");
        world.Cloud.SetLocked(first.Id, true);
        InfraPlan plan = world.Plan();
        At(world, 20, () =>
        {
            world.Cloud.SetTags(first.Id, []);
            world.Cloud.SetLocked(first.Id, false);
        });

        ApplyTests.Fails(() => world.Apply(plan));

        world.Cloud.Droplets.Should().HaveCount(2);
        world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal));
    }

    /// <summary>3.5, 9.1: tags that may yet come are waited for, tick by tick.</summary>
    [Fact]
    public void A_new_droplet_that_lost_its_tags_is_not_read_without_a_pause()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        SandboxDroplet droplet = world.Ours("app-1");
        InfraPlan plan = world.Plan(PlanIntent.Down);
        world.Cloud.SetTags(droplet.Id, []);
        world.Network.Sent.Clear();

        ApplyTests.Fails(() => world.Apply(plan)).Code.Should().Be(ErrorCodes.PlanStale);

        world.Live().Should().ContainSingle();
        world.Network.Sent.Should().HaveCountLessThan(20);
    }

    /// <summary>6.6: in an account that is read by tag, a droplet that lost its tag is not shown, and is there all the same.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(450)]
    public void Droplets_that_lost_their_tags_are_not_reported_deleted(int others)
    {
        World world = new();
        Fill(world, others);
        SandboxDroplet[] owned = [.. Enumerable.Range(1, 6).Select(i => world.Ours($"app-{i}"))];
        InfraPlan plan = world.Plan(PlanIntent.Down);
        foreach (SandboxDroplet droplet in owned.Skip(1))
        {
            world.Cloud.SetTags(droplet.Id, ["other"]);
        }

        world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(20), world.Time));
        ApplyReport report = ApplyTests.Fails(() => world.Apply(plan)).Report!;

        report.Count(OutcomeKind.Deleted).Should().Be(1);
        report.Hosts.Where(h => h.Kind == OutcomeKind.Failed).Select(h => h.Code)
            .Should().Equal(Enumerable.Repeat(ErrorCodes.PlanStale, 5));
    }

    /// <summary>4.3: an empty list by tag proves nothing, however large the account is.</summary>
    [Theory]
    [InlineData(150)]
    [InlineData(250)]
    [InlineData(450)]
    public void Down_deletes_all_droplets_of_an_environment_in_any_spelling(int others)
    {
        World world = new();
        SandboxDroplet first = world.Cloud.CreateDroplet("first", ["Stagecraft-Env-Staging"]);
        world.Cloud.SetTags(first.Id, []);
        Fill(world, others);
        world.Ours("app-1");
        world.Ours("app-2");

        world.Down();

        world.Live().Should().NotContain(n => n.StartsWith("staging-", StringComparison.Ordinal));
    }

    /// <summary>6.2: a droplet that uses the name during the deletion of the old one is not duplicated.</summary>
    [Fact]
    public void A_name_used_by_another_user_during_a_replacement_is_not_used()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        SandboxDroplet former = world.Ours("app-1");
        world.Cloud.SetLocked(former.Id, true);
        InfraPlan plan = world.Plan();
        At(world, 20, () => world.Cloud.CreateDroplet("staging-app-1"));
        At(world, 60, () => world.Cloud.DeleteDroplet(former.Id));

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.MachineExists);
        world.Cloud.Droplets.Should().ContainSingle();
    }

    /// <summary>7.3: so it is with a create of another run that lists do not show yet.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_host_recreated_by_another_run_during_its_deletion_is_not_created_twice(bool canReadActions)
    {
        World world = new(
            o => o with { ListLag = TimeSpan.FromSeconds(12), CanReadActions = canReadActions })
        { Yaml = World.Hosts("app-1") };
        SandboxDroplet former = world.Ours("app-1");
        world.Cloud.SetLocked(former.Id, true);
        InfraPlan plan = world.Plan();
        At(world, 40, () => world.Cloud.DeleteDroplet(former.Id));
        At(world, 42, () => world.Ours("app-1", booting: true));

        ApplyReport report = world.Apply(plan);

        world.Network.Sent.Should().NotContain(r => r.StartsWith("POST", StringComparison.Ordinal));
        report.Hosts.Single().Should().Match<HostOutcome>(h => h.Kind == OutcomeKind.Unchanged && h.Id != former.Id.Machine());
    }

    /// <summary>6.2: planned as unchanged, but otherwise now.</summary>
    [Theory]
    [InlineData("off")]
    [InlineData("archive")]
    public void A_host_that_was_switched_off_since_the_plan_is_not_reported_unchanged(string status)
    {
        World world = new() { Yaml = World.Hosts("app-1", "app-2") };
        long id = world.Ours("app-1").Id;
        world.Ours("app-2");
        InfraPlan plan = world.Plan();
        world.Cloud.SetStatus(id, status);

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Report!.Hosts.Select(h => (h.Kind, h.Code)).Should().Equal(
            (OutcomeKind.Failed, ErrorCodes.MachineExists), (OutcomeKind.Unchanged, null));
    }

    [Fact]
    public void A_droplet_protected_since_the_plan_is_kept_and_reported_once()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        SandboxDroplet droplet = world.Ours("app-1");
        InfraPlan plan = world.Plan(PlanIntent.Down);
        world.Cloud.SetTags(droplet.Id, [.. World.OurTags("app-1"), "stagecraft-protected"]);

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Kept);

        world.Live().Should().ContainSingle();
    }

    [Fact]
    public void A_droplet_renamed_since_the_plan_is_not_deleted()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Ours("app-1");
        SandboxDroplet old = world.Ours("old-1");
        InfraPlan plan = world.Plan();
        world.Cloud.Rename(old.Id, "staging-app-2");

        ApplyTests.Fails(() => world.Apply(plan)).Code.Should().Be(ErrorCodes.PlanStale);

        world.Live().Should().HaveCount(2);
    }

    private static void Fill(World world, int others)
    {
        for (int i = 0; i < others; i++)
        {
            world.Cloud.CreateDroplet($"other-{i}");
        }
    }

    private static void At(World world, double seconds, Action act) =>
        world.Time.CreateTimer(_ => act(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
