using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md section 14: adopting, forgetting, ending protection.</summary>
public sealed class AdoptionTests
{
    private const string Protected = "stagecraft-protected";

    private static readonly string[] Added =
        ["stagecraft-host-db-1", "stagecraft-role-db", "stagecraft-project-shop", "stagecraft-env-staging", "stagecraft"];

    private readonly World _world = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_droplet_becomes_a_host_the_ownership_tag_last(bool byId)
    {
        SandboxDroplet legacy = Legacy(tags: "theirs");

        OwnershipChange change = Preview(OwnershipAction.Adopt, "db-1", byId ? Text(legacy.Id) : "LEGACY-db");

        change.Add.Should().Equal(Added);
        change.Drift.Should().Equal(new FieldDifference("size", "s-1vcpu-1gb", "s-2vcpu-4gb"));
        _world.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db").IsSeen.Should().BeTrue();

        Tags(legacy).Should().BeEquivalentTo([.. Added, "theirs"]);
        _world.Network.Sent.Where(s => s.EndsWith("/resources", StringComparison.Ordinal)).Should().Equal(Added.Select(t => $"POST /v2/tags/{t}/resources"));
        InfraPlan plan = _world.Plan();
        plan.ToCreate.Select(h => h.Name).Should().Equal("app-1", "app-2");
        plan.Drifted().Should().ContainSingle().Which.Id.Should().Be(legacy.Id.Machine());
    }

    [Fact]
    public void One_of_the_hosts_own_name_needs_no_tag_for_it()
    {
        SandboxDroplet droplet = _world.Cloud.CreateDroplet("STAGING-db-1", [], "nyc1");

        CarryOut(OwnershipAction.Adopt, "db-1", Text(droplet.Id));

        Tags(droplet).Should().BeEquivalentTo(Added.Skip(1));
        _world.Plan().Unchanged().Should().ContainSingle(h => h.Id == droplet.Id.Machine());
    }

    [Fact]
    public void A_host_that_the_file_protects_is_never_ours_and_unprotected()
    {
        _world.Yaml = World.Hosts("db-1").Replace("role: db }", "role: db, protected: true }", StringComparison.Ordinal);
        SandboxDroplet legacy = Legacy();

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db").Change.Add[0].Should().Be(Protected);

        _world.Plan().Updated().Should().BeEmpty();
        Tags(legacy).Should().Contain(Protected);
    }

    [Fact]
    public void Adopting_twice_does_nothing_the_second_time()
    {
        Legacy();
        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db");
        _world.Network.Sent.Clear();

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db").Change.IsEmpty.Should().BeTrue();

        _world.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_there_is_not_found() =>
        Refuses(OwnershipAction.Adopt, "db-1", "nothing").Code.Should().Be(ErrorCodes.MachineNotFound);

    [Fact]
    public void Of_two_of_a_name_the_ids_are_told()
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
        SandboxDroplet there = _world.Ours("db-1");

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
    public void What_is_somebodys_or_by_half_is_refused(string tags)
    {
        SandboxDroplet legacy = Legacy(tags.Split(' '));

        Refuses(OwnershipAction.Adopt, "db-1", "legacy-db").Code.Should().Be(ErrorCodes.Refused);

        Tags(legacy).Should().BeEquivalentTo(tags.Split(' '));
    }

    [Fact]
    public void A_locked_one_is_refused_and_one_that_is_off_is_drift()
    {
        SandboxDroplet legacy = Legacy();
        _world.Cloud.SetLocked(legacy.Id, true);
        Refuses(OwnershipAction.Adopt, "db-1", "legacy-db").Code.Should().Be(ErrorCodes.Refused);

        _world.Cloud.SetLocked(legacy.Id, false);
        _world.Cloud.SetStatus(legacy.Id, "off");
        Preview(OwnershipAction.Adopt, "db-1", "legacy-db").Drift.Select(d => d.Name).Should().Equal("size", "status");
    }

    [Fact]
    public void Killed_at_any_request_it_is_nobodys_or_ours_and_goes_on()
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

            CarryOut(world, OwnershipAction.Adopt, "db-1", "legacy-db", Preview(world, OwnershipAction.Adopt, "db-1", "legacy-db")).IsSeen.Should().BeTrue();
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
    public void Answers_that_are_lost_are_asked_for_again(Fault fault)
    {
        SandboxDroplet legacy = Legacy();
        HashSet<string> hit = [];
        _world.Network.Choose = (request, _) => request.Method != HttpMethod.Get && hit.Add($"{request.Method} {request.RequestUri!.AbsolutePath}") ? fault : Fault.None;

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
        _world.Network.Choose = (request, _) =>
            request.RequestUri!.AbsolutePath.EndsWith("/stagecraft-role-db/resources", StringComparison.Ordinal) && ++sent <= 6 ? fault : Fault.None;

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db").IsSeen.Should().BeTrue();

        Tags(legacy).Should().BeEquivalentTo(Added);
        (sent > 6).Should().Be(isSentAgain);
    }

    /// <summary>Spec 14.2: a new droplet with the host's name can still get the tags of the host.</summary>
    [Fact]
    public void A_new_droplet_with_the_name_of_the_host_is_waited_for()
    {
        SandboxDroplet legacy = Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        SandboxDroplet? other = null;
        TimeSpan createdAt = default;
        _world.Network.Before = request =>
        {
            if (other is null && request.RequestUri!.AbsolutePath.EndsWith("/stagecraft-env-staging/resources", StringComparison.Ordinal))
            {
                (other, createdAt) = (_world.Cloud.CreateDroplet("staging-db-1", []), _world.Time.Elapsed);
            }
            else if (other is not null && request.Method == HttpMethod.Get && _world.Time.Elapsed - createdAt > TimeSpan.FromSeconds(8))
            {
                _world.Cloud.SetTags(other.Id, World.OurTags("db-1"));
            }
        };

        Action act = () => CarryOut(_world, OwnershipAction.Adopt, "db-1", "legacy-db", shown);

        act.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.MachineExists);
        Tags(legacy).Should().NotContain("stagecraft");
    }

    [Fact]
    public void A_missing_scope_is_named_with_what_was_done()
    {
        SandboxDroplet legacy = Legacy();
        _world.Network.Choose = (request, _) => request.RequestUri!.AbsolutePath.EndsWith("-project-shop/resources", StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;

        CloudProviderException failure = Fails(OwnershipAction.Adopt, "db-1", "legacy-db");

        failure.Code.Should().Be(ErrorCodes.Forbidden);
        failure.Hint.Should().Contain("tag:create, droplet:update");
        failure.Message.Should().Contain("; stagecraft-host-db-1, stagecraft-role-db were added, nothing more was changed");
        Tags(legacy).Should().BeEquivalentTo(Added.Take(2));
    }

    [Fact]
    public void The_accounts_spelling_of_tags_is_used()
    {
        _world.Cloud.CreateDroplet("theirs", ["StageCraft", "Stagecraft-Env-STAGING", "stagecraft-ROLE-db", "STAGECRAFT-project-shop"]);
        SandboxDroplet legacy = Legacy();

        CarryOut(OwnershipAction.Adopt, "db-1", "legacy-db");
        Tags(legacy).Should().BeEquivalentTo(["stagecraft-host-db-1", "StageCraft", "Stagecraft-Env-STAGING", "stagecraft-ROLE-db", "STAGECRAFT-project-shop"]);

        CarryOut(OwnershipAction.Forget, "db-1");
        Tags(legacy).Should().BeEmpty();
    }

    [Fact]
    public void Changed_since_it_was_shown_nothing_is_done()
    {
        SandboxDroplet legacy = Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        _world.Cloud.SetTags(legacy.Id, ["stagecraft-role-db"]);

        Action act = () => CarryOut(_world, OwnershipAction.Adopt, "db-1", "legacy-db", shown);

        act.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.PlanStale);
        Tags(legacy).Should().Equal("stagecraft-role-db");
    }

    [Fact]
    public void Claimed_by_somebody_meanwhile_it_does_not_become_ours()
    {
        SandboxDroplet legacy = Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        _world.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/stagecraft-role-db/resources", StringComparison.Ordinal))
            {
                _world.Cloud.SetTags(legacy.Id, [.. Tags(legacy), "stagecraft-env-prod"]);
            }
        };

        Action act = () => CarryOut(_world, OwnershipAction.Adopt, "db-1", "legacy-db", shown);

        act.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.Refused);
        Tags(legacy).Should().NotContain("stagecraft");
    }

    [Fact]
    public void Two_who_make_the_same_host_at_once_are_told()
    {
        Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        bool made = false;
        _world.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath == "/v2/tags/stagecraft/resources" && !made)
            {
                made = true;
                _world.Ours("db-1");
            }
        };

        Action act = () => CarryOut(_world, OwnershipAction.Adopt, "db-1", "legacy-db", shown);

        act.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.MachineExists);
    }

    [Fact]
    public void Forgetting_takes_ownership_first_and_the_users_tags_stay()
    {
        SandboxDroplet droplet = _world.Ours("db-1", more: ["theirs", "stagecraftish", "stagecraft-host-db-1"]);

        OwnershipChange change = Preview(OwnershipAction.Forget, "db-1");
        change.Remove.Should().Equal("stagecraft", "stagecraft-project-shop", "stagecraft-role-db", "stagecraft-host-db-1", "stagecraft-env-staging");
        change.Warnings.Should().ContainSingle(w => w.Code == "declared");
        CarryOut(OwnershipAction.Forget, "db-1").IsSeen.Should().BeTrue();

        Tags(droplet).Should().BeEquivalentTo("theirs", "stagecraftish");
        _world.Plan(PlanIntent.Down).ToDelete.Should().BeEmpty();
        _world.PlanFails().Code.Should().Be(ErrorCodes.MachineExists, "its name is taken");
    }

    [Fact]
    public void Forgetting_by_half_goes_on()
    {
        for (int n = 1; ; n++)
        {
            World world = new();
            SandboxDroplet droplet = world.Cloud.CreateDroplet("legacy-db", [.. World.OurTags("db-1"), "stagecraft-host-db-1"], "nyc1");
            int writes = 0;
            world.Network.Choose = (request, _) => request.Method == HttpMethod.Delete && ++writes >= n ? Fault.Forbidden : Fault.None;
            bool failed = false;
            try
            {
                CarryOut(world, OwnershipAction.Forget, "db-1", null, Preview(world, OwnershipAction.Forget, "db-1"));
            }
            catch (CloudProviderException e)
            {
                failed = true;
                e.Hint.Should().Contain("tag:delete, droplet:update");
            }

            world.Network.Choose = (_, _) => Fault.None;
            world.Plan(PlanIntent.Down).ToDelete.Should().HaveCount(n == 1 ? 1 : 0, "after the first tag it is nobody's");
            if (!failed)
            {
                n.Should().Be(6);
                return;
            }

            // Without the host's tag its name makes it no host: then its id finds it.
            string host = n < 5 ? "db-1" : Text(droplet.Id);
            CarryOut(world, OwnershipAction.Forget, host, null, Preview(world, OwnershipAction.Forget, host)).IsSeen.Should().BeTrue();
            Tags(world, droplet).Should().BeEmpty();
        }
    }

    [Fact]
    public void A_protected_one_is_not_forgotten_before_its_protection_has_ended()
    {
        SandboxDroplet droplet = _world.Ours("db-1", more: Protected);

        CloudProviderException refusal = Refuses(OwnershipAction.Forget, "db-1");
        (refusal.Code, refusal.Hint).Should().Be((ErrorCodes.Refused, "remove the protection first: stagecraft infra unprotect db-1"));

        CarryOut(OwnershipAction.Unprotect, "db-1").Change.Remove.Should().Equal(Protected);
        Tags(droplet).Should().BeEquivalentTo(World.OurTags("db-1"));
        _world.Down().Hosts.Should().ContainSingle(h => h.Kind == Stagecraft.Events.HostOutcomeKind.Deleted);
    }

    [Fact]
    public void Ending_a_protection_that_the_file_wants_is_warned_of()
    {
        _world.Yaml = World.Hosts("db-1").Replace("role: db }", "role: db, protected: true }", StringComparison.Ordinal);
        _world.Up();

        Preview(OwnershipAction.Unprotect, "db-1").Warnings.Should().ContainSingle(w => w.Code == "declared");
        CarryOut(OwnershipAction.Unprotect, "db-1");

        _world.Plan().Updated().Should().ContainSingle();
    }

    [Fact]
    public void What_is_not_protected_needs_nothing_and_what_is_not_there_is_not_found()
    {
        _world.Ours("db-1");

        Preview(OwnershipAction.Unprotect, "db-1").IsEmpty.Should().BeTrue();
        CloudProviderException refusal = Refuses(OwnershipAction.Unprotect, "db-2");
        (refusal.Code, refusal.Hint).Should().Be((ErrorCodes.MachineNotFound, "did you mean 'db-1'?"));
        Refuses(OwnershipAction.Forget, "app-1").Code.Should().Be(ErrorCodes.MachineNotFound);
    }

    [Fact]
    public void Of_several_protected_ones_one_is_named_by_its_id()
    {
        SandboxDroplet[] both = [_world.Ours("db-1", more: Protected), _world.Ours("db-1", more: Protected)];

        CloudProviderException refusal = Refuses(OwnershipAction.Unprotect, "db-1");
        refusal.Code.Should().Be(ErrorCodes.Refused);
        refusal.Message.Should().Contain(Text(both[0].Id)).And.Contain(Text(both[1].Id));

        CarryOut(OwnershipAction.Unprotect, Text(both[0].Id));

        Tags(both[0]).Should().NotContain(Protected);
        _world.Plan().ToDelete.Should().ContainSingle(d => d.Id == both[0].Id.Machine());
    }

    [Fact]
    public void A_droplet_of_another_environment_is_out_of_reach_even_by_its_id()
    {
        SandboxDroplet other = _world.Cloud.CreateDroplet("prod-db-1", ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop", Protected]);

        Refuses(OwnershipAction.Unprotect, Text(other.Id)).Code.Should().Be(ErrorCodes.MachineNotFound);
        Refuses(OwnershipAction.Forget, Text(other.Id)).Code.Should().Be(ErrorCodes.MachineNotFound);
    }

    [Fact]
    public void Stopped_on_its_way_it_says_what_was_seen()
    {
        SandboxDroplet legacy = Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        using CancellationTokenSource stop = new();
        _world.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/stagecraft-role-db/resources", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };

        OwnershipResult result = _world.Time.Run(() => _world.NewProvider().ApplyChangeAsync(Options(_world, OwnershipAction.Adopt, "db-1", "legacy-db"), shown, stop.Token));

        result.IsSeen.Should().BeFalse();
        result.Tags.Should().BeEquivalentTo(Added.Take(2)).And.BeEquivalentTo(Tags(legacy));
    }

    [Fact]
    public void Half_a_read_is_no_read()
    {
        Legacy();
        _world.Cloud.Conditions = _world.Cloud.Conditions with { CanReadTags = false };

        Refuses(OwnershipAction.Adopt, "db-1", "legacy-db").Code.Should().Be(ErrorCodes.Forbidden);
        Refuses(OwnershipAction.Forget, "db-1").Code.Should().Be(ErrorCodes.Forbidden);
    }

    private SandboxDroplet Legacy(params string[] tags) => _world.Cloud.CreateDroplet("legacy-db", tags, "nyc1", "s-2vcpu-4gb");

    private OwnershipChange Preview(OwnershipAction action, string host, string? machine = null) => Preview(_world, action, host, machine);

    private static OwnershipChange Preview(World world, OwnershipAction action, string host, string? machine = null) =>
        world.Time.Run(() => world.NewProvider().PreviewAsync(Options(world, action, host, machine), CancellationToken.None));

    private OwnershipResult CarryOut(OwnershipAction action, string host, string? machine = null) =>
        CarryOut(_world, action, host, machine, Preview(action, host, machine));

    private static OwnershipResult CarryOut(World world, OwnershipAction action, string host, string? machine, OwnershipChange change) =>
        world.Time.Run(() => world.NewProvider().ApplyChangeAsync(Options(world, action, host, machine), change, CancellationToken.None));

    private CloudProviderException Refuses(OwnershipAction action, string host, string? machine = null)
    {
        CloudProviderException refusal = Thrown(() => Preview(action, host, machine));
        _world.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
        return refusal;
    }

    private CloudProviderException Fails(OwnershipAction action, string host, string? machine = null) => Thrown(() => CarryOut(action, host, machine));

    private static CloudProviderException Thrown(Action act) => act.Should().Throw<CloudProviderException>().Which;

    private static OwnershipOptions Options(World world, OwnershipAction action, string host, string? machine) => new()
    {
        Config = World.Config(world.Yaml),
        Project = world.Project,
        Environment = "staging",
        Action = action,
        Host = host,
        Machine = machine,
    };

    private IReadOnlyList<string> Tags(SandboxDroplet droplet) => Tags(_world, droplet);

    private static IReadOnlyList<string> Tags(World world, SandboxDroplet droplet) => world.Cloud.Droplets.Single(d => d.Id == droplet.Id).Tags;

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
