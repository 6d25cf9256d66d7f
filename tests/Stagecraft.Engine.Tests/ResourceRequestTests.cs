using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec interface.md 9.1 and 9.8: resources of an environment with own tags, and resources that need several requests.</summary>
public sealed class ResourceRequestTests
{
    private readonly MemoryRuns _runs = new(new() { Facts = new() { MachinesPerCreate = 1 } });
    private readonly MemoryKind _firewalls;

    public ResourceRequestTests()
    {
        _firewalls = new(_runs.Cloud, ResourceKind.Firewall, ResourceOwnership.Tags);
        _runs.Cloud.Kinds.Add(_firewalls);
    }

    /// <summary>9.1.</summary>
    [Theory]
    [InlineData("web", true)]
    [InlineData("web.us-east-1", true)]
    [InlineData("web.", false)]
    public void A_resource_of_the_environment_is_owned_by_its_tags(string name, bool isOwned)
    {
        DeclaredConfig config = Config(Firewall());
        _runs.Apply(config, _runs.Plan(config)).Resources.Single().Outcome.Should().Be(OutcomeKind.Created);
        Resource created = _firewalls.Existing.Single();
        created.Tags.Should().Equal(
            "stagecraft", "stagecraft-env-staging", "stagecraft-firewall-web.us-east-1", "stagecraft-project-shop");
        _runs.Plan(config).InSync.Should().BeTrue();

        _firewalls.Change(created.Id, r => r with
        {
            Tags = ["stagecraft", "stagecraft-env-staging", $"stagecraft-firewall-{name}", "stagecraft-project-shop"],
        });

        _runs.Plan(Config()).Changes.Any(c => c.Deletes).Should().Be(isOwned);
    }

    /// <summary>9.8.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hosts_wait_until_a_firewall_needs_no_more_requests(bool hasMore)
    {
        DeclaredConfig config = Config(Firewall());
        _runs.Apply(config, _runs.Plan(config));
        DeclaredConfig more = With(
            _runs.Config(MemoryRuns.Host("app-1"), MemoryRuns.Host("app-2")), Firewall() with { Fields = [new("inbound", "8443")] });
        List<TimeSpan> sent = [];
        _firewalls.Sending = (_, _) => sent.Add(_runs.Cloud.Time.Elapsed);
        _firewalls.Fault = (_, _) => sent.Count < 3 ? new UpdateOutcome.Accepted() : null;
        _firewalls.HasMore = _ => hasMore && sent.Count < 3;

        _runs.Apply(more, _runs.Plan(more));

        sent.Should().HaveCount(3);
        (_runs.Cloud.Existing.Single(m => m.Name == "staging-app-2").BornAt > sent[^1]).Should().Be(hasMore);
    }

    /// <summary>9.8: the settle window is not waited for between the requests of one resource.</summary>
    [Fact]
    public void A_request_with_more_is_followed_by_the_next_one_after_a_read()
    {
        DeclaredConfig config = Config(Firewall());
        _runs.Apply(config, _runs.Plan(config));
        DeclaredConfig changed = Config(Firewall() with { Fields = [new("inbound", "8443")] });
        List<TimeSpan> sent = [];
        _firewalls.Sending = (_, _) => sent.Add(_runs.Cloud.Time.Elapsed);
        _firewalls.Fault = (_, _) => sent.Count < 4 ? new UpdateOutcome.Accepted() : null;
        _firewalls.HasMore = _ => sent.Count < 4;

        _runs.Apply(changed, _runs.Plan(changed));

        sent.Should().HaveCount(4);
        (sent[^1] - sent[0]).Should().BeLessThan(new EngineTimeouts().SettleWindow);
    }

    private DeclaredConfig Config(params DeclaredResource[] resources) =>
        With(_runs.Config(MemoryRuns.Host("app-1")), resources);

    private static DeclaredConfig With(DeclaredConfig config, params DeclaredResource[] resources) =>
        config with { Resources = new Dictionary<string, IReadOnlyList<DeclaredResource>> { ["staging"] = resources } };

    private static DeclaredResource Firewall() =>
        new() { Kind = ResourceKind.Firewall, Name = "web.us-east-1", CloudName = "group", Fields = [new("inbound", "443")] };
}
