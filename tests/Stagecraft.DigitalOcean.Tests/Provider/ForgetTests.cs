using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 14.3 and 14.4: forgetting hosts and removing protection.</summary>
public sealed class ForgetTests : OwnershipScenario
{
    [Fact]
    public void Forgetting_removes_ownership_first_and_keeps_the_additional_tags()
    {
        SandboxDroplet droplet = World.Ours("db-1", more: ["other", "stagecraftish", "stagecraft-host-db-1"]);

        OwnershipChange change = Preview(OwnershipAction.Forget, "db-1");
        change.Remove.Should()
            .Equal("stagecraft", "stagecraft-project-shop", "stagecraft-role-db", "stagecraft-host-db-1", "stagecraft-env-staging");
        change.Warnings.Should().ContainSingle(w => w.Code == "declared");
        CarryOut(OwnershipAction.Forget, "db-1").IsSeen.Should().BeTrue();

        Tags(droplet).Should().BeEquivalentTo("other", "stagecraftish");
        World.Plan(PlanIntent.Down).ToDelete.Should().BeEmpty();
        World.PlanFails().Code.Should().Be(ErrorCodes.MachineExists, "its name is taken");
    }

    [Fact]
    public void A_partial_forget_is_resumed()
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
            world.Plan(PlanIntent.Down).ToDelete.Should().HaveCount(n == 1 ? 1 : 0, "after the first tag it is unmanaged");
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
    public void A_protected_droplet_cannot_be_forgotten()
    {
        SandboxDroplet droplet = World.Ours("db-1", more: Protected);

        CloudProviderException refusal = Refuses(OwnershipAction.Forget, "db-1");
        (refusal.Code, refusal.Hint).Should().Be(
            (ErrorCodes.Refused, "remove the protection first: `stagecraft infra unprotect db-1 -e staging`"));

        CarryOut(OwnershipAction.Unprotect, "db-1").Change.Remove.Should().Equal(Protected);
        Tags(droplet).Should().BeEquivalentTo(World.OurTags("db-1"));
        World.Down().Hosts.Should().ContainSingle(h => h.Kind == Stagecraft.Events.OutcomeKind.Deleted);
    }

    [Fact]
    public void Removing_a_declared_protection_gives_a_warning()
    {
        World.Yaml = World.Hosts("db-1").Replace("role: db }", "role: db, protected: true }", StringComparison.Ordinal);
        World.Up();

        Preview(OwnershipAction.Unprotect, "db-1").Warnings.Should().ContainSingle(w => w.Code == "declared");
        CarryOut(OwnershipAction.Unprotect, "db-1");

        World.Plan().Updated().Should().ContainSingle();
    }

    [Fact]
    public void An_unprotected_droplet_is_not_changed_and_a_missing_one_is_not_found()
    {
        World.Ours("db-1");

        Preview(OwnershipAction.Unprotect, "db-1").IsEmpty.Should().BeTrue();
        CloudProviderException refusal = Refuses(OwnershipAction.Unprotect, "db-2");
        (refusal.Code, refusal.Hint).Should().Be((ErrorCodes.MachineNotFound, "did you mean 'db-1'?"));
        Refuses(OwnershipAction.Forget, "app-1").Code.Should().Be(ErrorCodes.MachineNotFound);
    }

    [Fact]
    public void One_of_several_protected_droplets_is_specified_by_its_id()
    {
        SandboxDroplet[] both = [World.Ours("db-1", more: Protected), World.Ours("db-1", more: Protected)];

        CloudProviderException refusal = Refuses(OwnershipAction.Unprotect, "db-1");
        refusal.Code.Should().Be(ErrorCodes.Refused);
        refusal.Message.Should().Contain(Text(both[0].Id)).And.Contain(Text(both[1].Id));

        CarryOut(OwnershipAction.Unprotect, Text(both[0].Id));

        Tags(both[0]).Should().NotContain(Protected);
        World.Plan().ToDelete.Should().ContainSingle(d => d.Id == both[0].Id.Machine());
    }

    [Fact]
    public void A_droplet_of_another_environment_is_refused_even_by_its_id()
    {
        SandboxDroplet other = World.Cloud.CreateDroplet(
            "prod-db-1", ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop", Protected]);

        Refuses(OwnershipAction.Unprotect, Text(other.Id)).Code.Should().Be(ErrorCodes.MachineNotFound);
        Refuses(OwnershipAction.Forget, Text(other.Id)).Code.Should().Be(ErrorCodes.MachineNotFound);
    }
}
