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
    public void A_change_since_the_preview_prevents_the_adoption()
    {
        SandboxDroplet legacy = Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        World.Cloud.SetTags(legacy.Id, ["stagecraft-role-db"]);

        Action act = () => CarryOut(World, OwnershipAction.Adopt, "db-1", "legacy-db", shown);

        act.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.PlanStale);
        Tags(legacy).Should().Equal("stagecraft-role-db");
    }

    [Fact]
    public void A_droplet_that_is_managed_meanwhile_is_not_adopted()
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
    public void Two_concurrent_adoptions_of_one_host_are_reported()
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
