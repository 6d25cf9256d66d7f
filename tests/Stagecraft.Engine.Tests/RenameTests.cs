using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec digitalocean.md 5.2.4, 14.5.1: renames on other clouds.</summary>
public sealed class RenameTests
{
    private const int Seeds = 500;

    private static readonly CloudFacts WithActions = new() { HasActions = true };

    [Fact]
    public void A_driver_without_actions_refuses_a_rename()
    {
        MemoryRuns runs = new(new MemoryTraits());
        runs.Up("web");

        CloudProviderException refusal = runs.Invoking(r => r.PreviewRename("web", r.Config(MemoryRuns.Host("app"))))
            .Should().Throw<CloudProviderException>().Which;

        (refusal.Code, refusal.Message).Should().Be((ErrorCodes.Refused, "memory provider: the provider 'memory' cannot rename machines"));
    }

    [Theory]
    [InlineData("web", "app", "`stagecraft infra rename web app -e staging`", null)]
    [InlineData("web", "web-1", "`stagecraft infra rename web web-1 -e staging`", "`stagecraft infra forget web -e staging`; then: ")]
    public void A_plan_suggests_what_the_driver_can_do(string old, string host, string withActions, string? without)
    {
        MemoryRuns runs = new(new MemoryTraits { Facts = WithActions });
        runs.Up(old);
        Warnings(runs.Plan(host)).Should().ContainSingle().Which.Should().Contain(withActions);

        MemoryRuns plain = new(new MemoryTraits());
        plain.Up(old);
        string[] suggested = Warnings(plain.Plan(host));
        (without is null ? suggested.Length == 0 : suggested.Single().Contains(without, StringComparison.Ordinal)).Should().BeTrue();
    }

    [Fact]
    public void A_host_with_a_volume_is_refused()
    {
        MemoryRuns runs = new(new MemoryTraits { Facts = WithActions });
        MemoryKind volumes = new(runs.Cloud, ResourceKind.Volume, ResourceOwnership.Tags) { IsLost = true, IsKept = true };
        runs.Cloud.Kinds.Add(volumes);
        runs.Up("web", "db");
        volumes.Add(new()
        {
            Id = new("v-1"),
            CloudName = "staging-web-data",
            Tags = ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-host-web", "stagecraft-volume-data"],
        });

        CloudProviderException refusal = runs.Invoking(r => r.PreviewRename("web", r.Config(MemoryRuns.Host("app"))))
            .Should().Throw<CloudProviderException>().Which;

        (refusal.Code, refusal.Message.Contains("volume 'staging-web-data' (v-1)", StringComparison.Ordinal)).Should()
            .Be((ErrorCodes.Refused, true));
        runs.PreviewRename("db", runs.Config(MemoryRuns.Host("app"))).IsEmpty.Should().BeFalse("the volume belongs to another host");
    }

    [Fact]
    public void A_machine_is_renamed_on_every_cloud()
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            MemoryRuns runs = new(MemoryTraits.Of(new Dice(seed)), seed);
            runs.Up("web");
            runs.Wait();
            ResourceId id = runs.Cloud.Existing.Single().Id;
            DeclaredConfig config = runs.Config(MemoryRuns.Host("app"));

            runs.Rename("web", config).IsSeen.Should().BeTrue("seed {0}", seed);

            MemoryMachine machine = runs.Cloud.Existing.Single();
            (machine.Id, machine.Name).Should().Be((id, "staging-app"), "seed {0}", seed);
            runs.Plan(config).InSync.Should().BeTrue("seed {0}", seed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_rename_that_is_killed_at_a_write_continues(int write)
    {
        for (int seed = 1; seed <= Seeds / 10; seed++)
        {
            MemoryRuns runs = new(MemoryTraits.Of(new Dice(seed)), seed);
            runs.Up("web");
            runs.Wait();
            ResourceId id = runs.Cloud.Existing.Single().Id;
            DeclaredConfig config = runs.Config(MemoryRuns.Host("app"));
            KilledLink link = new(write);

            runs.Rename("web", config, link);
            runs.Wait();

            link.IsKilled.Should().Be(write < 4, "a rename has three writes, seed {0}", seed);
            bool isRenamed = write > 2;
            runs.Plan(config).HostChanges.Select(c => (c.Id, c.Name, c.Actions)).Should().BeEquivalentTo(
                isRenamed ? [((ResourceId?)id, "app", ResourceActions.None)]
                : new[] { ((ResourceId?)null, "app", ResourceActions.Create), (id, "web", ResourceActions.Delete) },
                "seed {0}",
                seed);
            runs.Rename("web", config).Change.IsEmpty.Should().Be(isRenamed);
            runs.Wait();
            runs.Plan(config).InSync.Should().BeTrue("seed {0}", seed);
            runs.Cloud.Existing.Single().Id.Should().Be(id);
        }
    }

    /// <summary>At least one machine exists at any time; after the next run it is the only one, and the host.</summary>
    [Fact]
    public void A_concurrent_run_on_any_cloud_leaves_one_machine()
    {
        int kept = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            Dice dice = new(seed + 1000);
            MemoryRuns runs = new(MemoryTraits.Of(new Dice(seed)), seed);
            runs.Up("web");
            runs.Wait();
            ResourceId id = runs.Cloud.Existing.Single().Id;

            runs.RenameAndUp("web", runs.Config(MemoryRuns.Host("app")), TimeSpan.FromSeconds(dice.Between(-30, 10)));

            runs.Cloud.Existing.Where(m => m.IsLive).Should().NotBeEmpty("seed {0}", seed);
            runs.Wait();
            runs.Up("app");
            runs.Wait();
            MemoryMachine machine = runs.Cloud.Existing.Should().ContainSingle("seed {0}", seed).Which;
            machine.Name.Should().Be("staging-app", "seed {0}", seed);
            kept += machine.Id == id ? 1 : 0;
        }

        kept.Should().BeInRange(1, Seeds - 1, "in some races the rename is first, in others the run");
    }

    private static string[] Warnings(InfraPlan plan) => [.. plan.Warnings.Where(w => w.Code == "renamed").Select(w => w.Message)];
}
