using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Testing;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>What the simulation on clouds in memory found (spec/providers/cloud/interface.md, 8.12).</summary>
public sealed class RepeatedCreateTests
{
    private static readonly MemoryTraits Tokens = new()
    {
        Repeat = RepeatedCreate.SameToken,
        TagsAreAtomic = true,
        ListLag = TimeSpan.FromSeconds(10),
        Facts = new() { RepeatedCreate = RepeatedCreate.SameToken, TagsAreAtomic = true, MachinesPerCreate = 10, CreatesInFlight = 4 },
    };

    [Fact]
    public void Spec_8_12_a_run_that_creates_only_some_of_the_hosts_gets_the_machines_of_the_first_run()
    {
        MemoryRuns runs = new(Tokens);
        runs.Up(HarnessFault.ResponseLost, "app-1", "app-2");

        runs.Up("app-2", "app-3");

        runs.Names.Should().BeEquivalentTo("staging-app-1", "staging-app-2", "staging-app-3");
    }

    [Fact]
    public void Spec_8_12_a_renamed_machine_does_not_block_its_host()
    {
        MemoryRuns runs = new(Tokens);
        runs.Up("app-1");
        runs.Cloud.All[0].Change(runs.Cloud.Time.Elapsed, m => m with { Name = "renamed" });
        runs.Wait();

        runs.Up("app-1");

        runs.Names.Should().BeEquivalentTo("renamed", "staging-app-1");
    }

    [Fact]
    public void Spec_8_12_a_replaced_host_has_the_same_token_in_every_run()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            MemoryRuns runs = new(Tokens with { Destroy = TimeSpan.FromSeconds(1) }, seed);
            runs.Cloud.Create("staging-app-1", "north", "small", World.OurTags("app-1"), isBooted: true);
            runs.Wait();

            runs.ReplaceAndUp("app-1");

            runs.Names.Should().ContainSingle($"of seed {seed}");
        }
    }

    [Fact]
    public void Spec_8_12_a_plan_immediately_after_a_run_creates_nothing()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            MemoryRuns runs = new(Tokens, seed);
            runs.Up("app-1", "app-2");

            runs.Plan("app-1", "app-2").HasChanges.Should().BeFalse($"of seed {seed}");
        }
    }

    [Fact]
    public void Spec_8_12_a_machine_that_a_run_with_another_config_created_without_protection_is_protected()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            MemoryRuns runs = new(Tokens, seed);
            DeclaredConfig config = runs.Config(MemoryRuns.Host("app-1") with { IsProtected = true });
            InfraPlan plan = runs.Plan(config);
            runs.Up(HarnessFault.ResponseLost, "app-1");

            ApplyReport report = runs.Apply(config, plan);

            report.Hosts.Should().ContainSingle($"of seed {seed}").Which.Kind.Should().Be(OutcomeKind.Updated);
            runs.Wait();
            runs.Plan(config).InSync.Should().BeTrue($"of seed {seed}");
        }
    }
}
