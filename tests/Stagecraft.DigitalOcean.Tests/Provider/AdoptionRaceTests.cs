using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 14.1 and 14.2: changes of the account between preview and adoption.</summary>
public sealed class AdoptionRaceTests : OwnershipScenario
{
    [Fact]
    public void Changed_since_it_was_shown_nothing_is_done()
    {
        SandboxDroplet legacy = Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        World.Cloud.SetTags(legacy.Id, ["stagecraft-role-db"]);

        Action act = () => CarryOut(World, OwnershipAction.Adopt, "db-1", "legacy-db", shown);

        act.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.PlanStale);
        Tags(legacy).Should().Equal("stagecraft-role-db");
    }

    [Fact]
    public void Claimed_by_somebody_meanwhile_it_does_not_become_ours()
    {
        SandboxDroplet legacy = Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        World.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/stagecraft-role-db/resources", StringComparison.Ordinal))
            {
                World.Cloud.SetTags(legacy.Id, [.. Tags(legacy), "stagecraft-env-prod"]);
            }
        };

        Action act = () => CarryOut(World, OwnershipAction.Adopt, "db-1", "legacy-db", shown);

        act.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.Refused);
        Tags(legacy).Should().NotContain("stagecraft");
    }

    [Fact]
    public void Two_who_make_the_same_host_at_once_are_told()
    {
        Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        bool made = false;
        World.Network.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath == "/v2/tags/stagecraft/resources" && !made)
            {
                made = true;
                World.Ours("db-1");
            }
        };

        Action act = () => CarryOut(World, OwnershipAction.Adopt, "db-1", "legacy-db", shown);

        act.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.MachineExists);
    }
}
