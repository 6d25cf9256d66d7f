using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 1.3: a list is read to its last page, also if pages are short or empty.</summary>
public sealed class PageTests
{
    private readonly AwsWorld _world = new() { Yaml = AwsWorld.Hosts("app-1", "app-2", "app-3", "db-1") };

    [Fact]
    public void Short_pages_hide_nothing()
    {
        Add(SandboxFaultKind.ShortPage, chance: 1);

        Live();
    }

    [Fact]
    public void Empty_pages_hide_nothing()
    {
        Add(SandboxFaultKind.EmptyPage, chance: 0.5);
        Add(SandboxFaultKind.ShortPage, chance: 1);

        Live();
    }

    private void Live()
    {
        _world.Up().Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created);
        string[] ids = [.. _world.Living.Select(i => i.Id)];
        _world.Plan().Changes.Should().OnlyContain(c => c.Actions == ResourceActions.None && c.Fields.Count == 0);
        _world.Up();
        _world.Living.Select(i => i.Id).Should().Equal(ids);
        _world.Down().Hosts.Should().HaveCount(4).And.OnlyContain(h => h.Kind == OutcomeKind.Deleted);
        _world.Living.Should().BeEmpty();
        foreach (SandboxFaultRule rule in _world.Cloud.Faults.Rules)
        {
            rule.Hits.Should().BeGreaterThan(20, "{0} must have been tested", rule.Fault.Kind);
        }
    }

    private void Add(SandboxFaultKind kind, double chance) => _world.Cloud.Faults.Add(
        new SandboxFault { Kind = kind, On = "* Describe*", Times = null, Chance = chance });
}
