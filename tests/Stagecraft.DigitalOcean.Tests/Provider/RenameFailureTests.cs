using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 14.5.1: a rename that is interrupted or refused, or whose droplet changes at the same time.</summary>
public sealed class RenameFailureTests : OwnershipScenario
{
    private const string HostTag = "stagecraft-host-app-9";
    private const string Firewalls = """

        environments:
          staging:
            firewalls:
              base: { roles: [db], inbound: [{ port: 22, from: any }] }
        """;

    [Theory]
    [InlineData("kill")]
    [InlineData("forbidden")]
    public void After_an_end_at_any_request_the_droplet_is_one_of_both_hosts_and_the_rename_continues(string end)
    {
        for (int n = 1; ; n++)
        {
            World world = NewWorld(out SandboxDroplet droplet);
            OwnershipChange change = Preview(world, OwnershipAction.Rename, "db-1", "app-9");
            FaultHandler network = world.NewNetwork();
            bool isKill = end == "kill";
            network.Later = (_, count) =>
            {
                network.Crashed |= isKill && count == n;
                return TimeSpan.Zero;
            };
            network.Choose = (_, count) => !isKill && count >= n ? Fault.Forbidden : Fault.None;

            bool isComplete = TryRename(world, network, change);

            InfraPlan plan = world.Plan();
            ResourceChange row = plan.HostChanges.Single(c => c.Id == droplet.Id.Machine());
            (row.Name, row.Reason).Should().BeOneOf([("app-9", DeleteReason.Undeclared), ("db-1", (DeleteReason?)null)]);
            plan.ToCreate.Should().HaveCount(row.Name == "app-9" ? 1 : 0);
            SetTags(world, droplet).Should().NotBeEmpty("the firewall of the old role applies until that of the new role does");

            OwnershipChange rest = Preview(world, OwnershipAction.Rename, "db-1", "app-9");
            rest.IsEmpty.Should().Be(row.Name == "db-1");
            CarryOut(world, OwnershipAction.Rename, "db-1", "app-9", rest).IsSeen.Should().BeTrue();
            world.Plan().HostChanges.Should().ContainSingle(c => c.Name == "db-1" && c.Actions == ResourceActions.None);
            Tags(world, droplet).Should().BeEquivalentTo(
                [.. World.OurTags("db-1"), "stagecraft-set:shop:staging", "stagecraft-set:shop:staging:db"]);
            if (isComplete)
            {
                n.Should().BeGreaterThan(20);
                return;
            }
        }
    }

    [Theory]
    [InlineData(Fault.ResetAfter)]
    [InlineData(Fault.ResetBefore)]
    [InlineData(Fault.Error500After)]
    [InlineData(Fault.TruncatedAfter)]
    [InlineData(Fault.TooMany)]
    public void Requests_with_lost_responses_are_repeated(Fault fault)
    {
        World world = NewWorld(out SandboxDroplet droplet);
        HashSet<string> hit = [];
        world.Network.Choose = (request, _) =>
            request.Method != HttpMethod.Get && hit.Add($"{request.Method} {request.RequestUri!.AbsolutePath}") ? fault : Fault.None;

        CarryOut(world, OwnershipAction.Rename, "db-1", "app-9", Preview(world, OwnershipAction.Rename, "db-1", "app-9")).IsSeen
            .Should().BeTrue();

        Live(world, droplet).Name.Should().Be("staging-db-1");
        world.Plan().Unchanged().Should().ContainSingle().Which.Name.Should().Be("db-1");
        hit.Should().HaveCount(8, "each kind of write failed once");
    }

    [Fact]
    public void A_rename_that_takes_effect_late_is_waited_for()
    {
        World world = NewWorld(out SandboxDroplet droplet);
        world.Network.Choose = (request, _) => request.RequestUri!.AbsolutePath.EndsWith("/actions", StringComparison.Ordinal)
            && request.Method == HttpMethod.Post ? Fault.LateCommit : Fault.None;

        CarryOut(world, OwnershipAction.Rename, "db-1", "app-9", Preview(world, OwnershipAction.Rename, "db-1", "app-9"));

        Live(world, droplet).Name.Should().Be("staging-db-1");
        world.Network.Sent.Count(s => s.StartsWith("POST", StringComparison.Ordinal) && s.EndsWith("/actions", StringComparison.Ordinal))
            .Should().Be(1);
    }

    [Fact]
    public void A_refused_rename_keeps_the_host_and_reports_what_was_done()
    {
        World world = NewWorld(out SandboxDroplet droplet);
        world.Network.Choose = (request, _) => request.RequestUri!.AbsolutePath.EndsWith("/actions", StringComparison.Ordinal)
            && request.Method == HttpMethod.Post ? Fault.Echo : Fault.None;
        OwnershipChange change = Preview(world, OwnershipAction.Rename, "db-1", "app-9");

        CloudProviderException failure = Thrown(() => CarryOut(world, OwnershipAction.Rename, "db-1", "app-9", change));

        failure.Message.Should().EndWith($"; {HostTag} added; nothing more was changed; the same command again continues");
        failure.Message.Should().NotContain(World.Token);
        Live(world, droplet).Name.Should().Be("staging-app-9");
        world.Plan().ToDelete.Should().ContainSingle().Which.Name.Should().Be("app-9");
    }

    [Fact]
    public void A_droplet_that_becomes_the_host_before_the_last_step_is_found()
    {
        World world = NewWorld(out SandboxDroplet droplet);
        OwnershipChange change = Preview(world, OwnershipAction.Rename, "db-1", "app-9");
        SandboxDroplet? other = null;
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Delete)
            {
                other ??= world.Ours("db-1");
            }
        };

        CloudProviderException failure = Thrown(() => CarryOut(world, OwnershipAction.Rename, "db-1", "app-9", change));

        (failure.Code, failure.Message.Contains(Text(other!.Id), StringComparison.Ordinal)).Should().Be((ErrorCodes.MachineExists, true));
        Tags(world, droplet).Should().Contain(HostTag);
        world.Plan().ToDelete.Should().ContainSingle().Which.Id.Should().Be(droplet.Id.Machine());
    }

    [Fact]
    public void A_droplet_that_becomes_the_host_with_the_last_step_is_found()
    {
        World world = NewWorld(out SandboxDroplet droplet);
        OwnershipChange change = Preview(world, OwnershipAction.Rename, "db-1", "app-9");
        SandboxDroplet? other = null;
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Delete
                && request.RequestUri!.AbsolutePath.EndsWith($"/{HostTag}/resources", StringComparison.Ordinal))
            {
                other ??= world.Ours("db-1");
            }
        };

        CloudProviderException failure = Thrown(() => CarryOut(world, OwnershipAction.Rename, "db-1", "app-9", change));

        failure.Code.Should().Be(ErrorCodes.MachineExists);
        failure.Message.Should().Contain("was renamed, but").And.Contain(Text(other!.Id));
        world.Plan().ToDelete.Should().ContainSingle(d => d.Reason == DeleteReason.Duplicate).Which.Id.Should()
            .Be(other.Id.Machine(), "the older droplet is kept");
        Tags(world, droplet).Should().NotContain(HostTag);
    }

    [Fact]
    public void A_droplet_that_is_released_meanwhile_is_not_renamed()
    {
        World world = NewWorld(out SandboxDroplet droplet);
        OwnershipChange change = Preview(world, OwnershipAction.Rename, "db-1", "app-9");
        world.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith($"/{HostTag}/resources", StringComparison.Ordinal))
            {
                world.Cloud.SetTags(droplet.Id, ["theirs"]);
            }
        };

        Thrown(() => CarryOut(world, OwnershipAction.Rename, "db-1", "app-9", change)).Code.Should().Be(ErrorCodes.PlanStale);

        Live(world, droplet).Name.Should().Be("staging-app-9");
    }

    [Fact]
    public void A_locked_droplet_is_renamed_when_its_action_has_ended()
    {
        World world = NewWorld(out SandboxDroplet droplet);
        OwnershipChange change = Preview(world, OwnershipAction.Rename, "db-1", "app-9");
        world.Cloud.SetLocked(droplet.Id, true);
        TimeSpan start = world.Time.Elapsed;
        world.Network.Before = _ =>
        {
            if (world.Time.Elapsed - start > TimeSpan.FromSeconds(40))
            {
                world.Cloud.SetLocked(droplet.Id, false);
            }
        };

        CarryOut(world, OwnershipAction.Rename, "db-1", "app-9", change).IsSeen.Should().BeTrue();

        (world.Time.Elapsed - start).Should().BeGreaterThan(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void A_rename_that_is_stopped_reports_the_last_read()
    {
        World world = NewWorld(out SandboxDroplet droplet);
        OwnershipChange change = Preview(world, OwnershipAction.Rename, "db-1", "app-9");
        using CancellationTokenSource stop = new();
        world.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/actions", StringComparison.Ordinal) && request.Method == HttpMethod.Post)
            {
                stop.Cancel();
            }
        };

        OwnershipResult result = world.Time.Run(() => world.NewProvider()
            .ApplyChangeAsync(Options(world, OwnershipAction.Rename, "db-1", "app-9"), change, stop.Token));

        result.IsSeen.Should().BeFalse();
        result.Tags.Should().Contain(HostTag).And.BeEquivalentTo(Tags(world, droplet));
    }

    /// <summary>A droplet of a host that is no longer declared, and a new host with another role.</summary>
    private static World NewWorld(out SandboxDroplet droplet)
    {
        World world = new() { Yaml = World.Hosts("db-1") + Firewalls };
        droplet = world.Ours("app-9", more: ["stagecraft-set:shop:staging", "stagecraft-set:shop:staging:app"]);
        return world;
    }

    /// <summary>Whether the call ended normally. A killed one never ends.</summary>
    private static bool TryRename(World world, FaultHandler network, OwnershipChange change)
    {
        bool isComplete = false;
        world.Time.Run(async () =>
        {
            Task<OwnershipResult> rename = world.NewProvider(network)
                .ApplyChangeAsync(Options(world, OwnershipAction.Rename, "db-1", "app-9"), change, CancellationToken.None);
            await Task.WhenAny(rename, Task.Delay(TimeSpan.FromMinutes(5), world.Time));
            isComplete = rename.IsCompletedSuccessfully;
        });
        return isComplete;
    }

    private static IEnumerable<string> SetTags(World world, SandboxDroplet droplet) =>
        Tags(world, droplet).Where(t => t.StartsWith("stagecraft-set:shop:staging:", StringComparison.Ordinal));

    private static SandboxDroplet Live(World world, SandboxDroplet droplet) => world.Cloud.Droplets.Single(d => d.Id == droplet.Id);
}
