using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md section 14: adopting, forgetting, ending protection.</summary>
public sealed class AdoptionTests : OwnershipScenario
{
    private static readonly string[] Added =
        ["stagecraft-host-db-1", "stagecraft-role-db", "stagecraft-project-shop", "stagecraft-env-staging", "stagecraft"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_droplet_gets_the_tags_of_a_host_the_ownership_tag_last(bool byId)
    {
        SandboxDroplet legacy = Legacy(tags: "other");

        OwnershipChange change = Preview(OwnershipAction.Adopt, "db-1", byId ? Text(legacy.Id) : "LEGACY-db");

        change.Add.Should().Equal(Added);
        change.Drift.Should().Equal(new FieldDifference("size", "s-1vcpu-1gb", "s-2vcpu-4gb"));
        World.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db").IsSeen.Should().BeTrue();

        Tags(legacy).Should().BeEquivalentTo([.. Added, "other"]);
        World.Network.Sent.Where(s => s.EndsWith("/resources", StringComparison.Ordinal))
            .Should().Equal(Added.Select(t => $"POST /v2/tags/{t}/resources"));
        InfraPlan plan = World.Plan();
        plan.ToCreate.Select(h => h.Name).Should().Equal("app-1", "app-2");
        plan.Drifted().Should().ContainSingle().Which.Id.Should().Be(legacy.Id.Machine());
    }

    [Fact]
    public void A_droplet_with_the_name_of_the_host_gets_no_host_tag()
    {
        SandboxDroplet droplet = World.Cloud.CreateDroplet("STAGING-db-1", [], "nyc1");

        CarryOut(OwnershipAction.Adopt, "db-1", Text(droplet.Id));

        Tags(droplet).Should().BeEquivalentTo(Added.Skip(1));
        World.Plan().Unchanged().Should().ContainSingle(h => h.Id == droplet.Id.Machine());
    }

    [Fact]
    public void A_host_declared_as_protected_is_protected_before_it_is_owned()
    {
        World.Yaml = World.Hosts("db-1").Replace("role: db }", "role: db, protected: true }", StringComparison.Ordinal);
        SandboxDroplet legacy = Legacy();

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db").Change.Add[0].Should().Be(Protected);

        World.Plan().Updated().Should().BeEmpty();
        Tags(legacy).Should().Contain(Protected);
    }

    [Fact]
    public void A_second_adoption_has_no_effect()
    {
        Legacy();
        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db");
        World.Network.Sent.Clear();

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db").Change.IsEmpty.Should().BeTrue();

        World.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_droplet_is_not_found() =>
        Refuses(OwnershipAction.Adopt, "db-1", "nothing").Code.Should().Be(ErrorCodes.MachineNotFound);

    [Fact]
    public void Two_droplets_with_the_name_are_reported_with_their_ids()
    {
        SandboxDroplet[] both = [Legacy(), Legacy()];

        CloudProviderException refusal = Refuses(OwnershipAction.Adopt, "db-1", "legacy-db");

        refusal.Code.Should().Be(ErrorCodes.Refused);
        refusal.Message.Should().Contain(Text(both[0].Id)).And.Contain(Text(both[1].Id));
        CarryOut(OwnershipAction.Adopt, "db-1", Text(both[1].Id)).IsSeen.Should().BeTrue();
    }

    [Fact]
    public void A_host_that_is_not_declared_is_a_config_error_with_the_nearest()
    {
        Legacy();
        CloudProviderException refusal = Refuses(OwnershipAction.Adopt, "db-2", "legacy-db");

        (refusal.Code, refusal.Hint).Should().Be((ErrorCodes.ConfigInvalid, "did you mean 'db-1'?"));
    }

    [Fact]
    public void A_host_that_exists_is_not_adopted_again()
    {
        Legacy();
        SandboxDroplet there = World.Ours("db-1");

        CloudProviderException refusal = Refuses(OwnershipAction.Adopt, "db-1", "legacy-db");

        refusal.Code.Should().Be(ErrorCodes.MachineExists);
        refusal.Message.Should().Contain(Text(there.Id));
    }

    [Theory]
    [InlineData("stagecraft stagecraft-env-prod stagecraft-project-shop")]
    [InlineData("stagecraft stagecraft-env-staging stagecraft-project-other")]
    [InlineData("stagecraft stagecraft-env-staging")]
    [InlineData("Stagecraft-Env-prod")]
    [InlineData("stagecraft-project-other")]
    [InlineData("stagecraft-host-app-1")]
    [InlineData("stagecraft-role-web")]
    [InlineData("stagecraft stagecraft-env-staging stagecraft-project-shop stagecraft-host-app-1")]
    public void A_droplet_that_is_managed_or_partially_tagged_is_refused(string tags)
    {
        SandboxDroplet legacy = Legacy(tags.Split(' '));

        Refuses(OwnershipAction.Adopt, "db-1", "legacy-db").Code.Should().Be(ErrorCodes.Refused);

        Tags(legacy).Should().BeEquivalentTo(tags.Split(' '));
    }

    [Fact]
    public void A_locked_droplet_is_refused_and_a_droplet_that_is_off_is_drift()
    {
        SandboxDroplet legacy = Legacy();
        World.Cloud.SetLocked(legacy.Id, true);
        Refuses(OwnershipAction.Adopt, "db-1", "legacy-db").Code.Should().Be(ErrorCodes.Refused);

        World.Cloud.SetLocked(legacy.Id, false);
        World.Cloud.SetStatus(legacy.Id, "off");
        Preview(OwnershipAction.Adopt, "db-1", "legacy-db").Drift.Select(d => d.Name).Should().Equal("size", "status");
    }

    [Fact]
    public void After_a_kill_at_any_request_the_droplet_is_unmanaged_or_owned_and_the_adoption_resumes()
    {
        for (int n = 1; ; n++)
        {
            World world = new();
            SandboxDroplet legacy = world.Cloud.CreateDroplet("legacy-db", [], "nyc1", "s-2vcpu-4gb");
            OwnershipChange change = Preview(world, OwnershipAction.Adopt, "db-1", "legacy-db");
            int before = world.Network.Sent.Count;
            world.Network.Choose = (_, count) => count - before >= n ? Fault.Forbidden : Fault.None;
            bool failed = false;
            try
            {
                CarryOut(world, OwnershipAction.Adopt, "db-1", "legacy-db", change);
            }
            catch (CloudProviderException)
            {
                failed = true;
            }

            world.Network.Choose = (_, _) => Fault.None;
            IReadOnlyList<string> tags = Tags(world, legacy);
            Added.Take(tags.Count).Should().BeEquivalentTo(tags, "tags come in their order");
            InfraPlan clear = world.Plan(PlanIntent.Down);
            clear.ToDelete.Should().HaveCount(tags.Contains("stagecraft") ? 1 : 0);
            clear.ToDelete.Should().OnlyContain(d => d.Name == "db-1");

            CarryOut(
                world,
                OwnershipAction.Adopt,
                "db-1",
                "legacy-db",
                Preview(world, OwnershipAction.Adopt, "db-1", "legacy-db")).IsSeen.Should().BeTrue();
            Tags(world, legacy).Should().BeEquivalentTo(Added);
            if (!failed)
            {
                n.Should().BeGreaterThan(15);
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
        SandboxDroplet legacy = Legacy();
        HashSet<string> hit = [];
        World.Network.Choose = (request, _) =>
            request.Method != HttpMethod.Get && hit.Add($"{request.Method} {request.RequestUri!.AbsolutePath}") ? fault : Fault.None;

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db").IsSeen.Should().BeTrue();
        Tags(legacy).Should().BeEquivalentTo(Added);
        CarryOut(OwnershipAction.Forget, "db-1").IsSeen.Should().BeTrue();

        Tags(legacy).Should().BeEmpty();
        hit.Should().HaveCount(11, "each kind of write met it");
    }

    /// <summary>Spec 14.1: a request without a response is followed by a read, and repeated.</summary>
    [Theory]
    [InlineData(Fault.ResetAfter, false)]
    [InlineData(Fault.Error500Before, true)]
    public void A_request_that_fails_repeatedly_is_sent_again_if_a_read_does_not_show_its_effect(Fault fault, bool isSentAgain)
    {
        SandboxDroplet legacy = Legacy();
        int sent = 0;
        World.Network.Choose = (request, _) =>
            request.RequestUri!.AbsolutePath.EndsWith("/stagecraft-role-db/resources", StringComparison.Ordinal) && ++sent <= 6
                ? fault
                : Fault.None;

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db").IsSeen.Should().BeTrue();

        Tags(legacy).Should().BeEquivalentTo(Added);
        (sent > 6).Should().Be(isSentAgain);
    }

    [Fact]
    public void A_missing_scope_is_reported_with_the_completed_changes()
    {
        SandboxDroplet legacy = Legacy();
        World.Network.Choose = (request, _) =>
            request.RequestUri!.AbsolutePath.EndsWith("-project-shop/resources", StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;

        CloudProviderException failure = Fails(OwnershipAction.Adopt, "db-1", "legacy-db");

        failure.Code.Should().Be(ErrorCodes.Forbidden);
        failure.Hint.Should().Contain("tag:create, droplet:update");
        failure.Message.Should().Contain("; stagecraft-host-db-1, stagecraft-role-db were added, nothing more was changed");
        Tags(legacy).Should().BeEquivalentTo(Added.Take(2));
    }

    [Fact]
    public void Adoption_uses_the_spelling_of_the_account()
    {
        World.Cloud.CreateDroplet("other", ["StageCraft", "Stagecraft-Env-STAGING", "stagecraft-ROLE-db", "STAGECRAFT-project-shop"]);
        SandboxDroplet legacy = Legacy();

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db");
        Tags(legacy).Should().BeEquivalentTo(
            ["stagecraft-host-db-1", "StageCraft", "Stagecraft-Env-STAGING", "stagecraft-ROLE-db", "STAGECRAFT-project-shop"]);

        CarryOut(OwnershipAction.Forget, "db-1");
        Tags(legacy).Should().BeEmpty();
    }

    [Fact]
    public void An_adoption_that_is_stopped_reports_the_last_read()
    {
        SandboxDroplet legacy = Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        using CancellationTokenSource stop = new();
        World.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/stagecraft-role-db/resources", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };

        OwnershipResult result = World.Time.Run(
            () => World.NewProvider().ApplyChangeAsync(Options(World, OwnershipAction.Adopt, "db-1", "legacy-db"), shown, stop.Token));

        result.IsSeen.Should().BeFalse();
        result.Tags.Should().BeEquivalentTo(Added.Take(2)).And.BeEquivalentTo(Tags(legacy));
    }

    [Fact]
    public void An_incomplete_read_fails()
    {
        Legacy();
        World.Cloud.Conditions = World.Cloud.Conditions with { CanReadTags = false };

        Refuses(OwnershipAction.Adopt, "db-1", "legacy-db").Code.Should().Be(ErrorCodes.Forbidden);
        Refuses(OwnershipAction.Forget, "db-1").Code.Should().Be(ErrorCodes.Forbidden);
    }
}
