using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Testing;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec interface.md 8.6: a create that the cloud refused definitively created nothing.</summary>
public sealed class LostRaceTests
{
    private static readonly MemoryTraits UniqueNames = new()
    {
        Repeat = RepeatedCreate.NameRefused,
        HasUniqueNames = true,
        TagsAreAtomic = true,
        Facts = new() { RepeatedCreate = RepeatedCreate.NameRefused, TagsAreAtomic = true },
    };

    private readonly MemoryRuns _runs = new(UniqueNames);

    [Fact]
    public void A_host_that_another_run_created_first_is_unchanged()
    {
        DeclaredConfig config = _runs.Config(MemoryRuns.Host("app-1"));
        InfraPlan plan = _runs.Plan(config);
        EventLog events = new();

        ApplyReport report = _runs.Apply(config, plan, new Overtaken(_runs.Cloud), events);

        report.Hosts.Single().Kind.Should().Be(OutcomeKind.Unchanged);
        report.Hosts.Single().Id.Should().Be(_runs.Cloud.Existing.Single().Id);
        events.Of<HostCreateIndeterminate>().Should().BeEmpty();
    }

    [Fact]
    public void A_host_whose_own_create_lost_its_response_is_created()
    {
        DeclaredConfig config = _runs.Config(MemoryRuns.Host("app-1"));
        MemoryHarness link = new(UniqueNames);
        link.TryFail(HarnessFault.ResponseLost);
        EventLog events = new();

        ApplyReport report = _runs.Apply(config, _runs.Plan(config), link, events);

        report.Hosts.Single().Kind.Should().Be(OutcomeKind.Created);
        events.Of<HostCreateIndeterminate>().Should().NotBeEmpty();
    }

    /// <summary>Another run creates the same host while the first create is sent.</summary>
    private sealed class Overtaken(MemoryCloud cloud) : MemoryLink
    {
        public override Task SendAsync(MemoryRequest request)
        {
            if (request.Order is { } order && !cloud.Existing.Any())
            {
                cloud.Create(order, 1);
            }

            return Task.CompletedTask;
        }
    }
}
