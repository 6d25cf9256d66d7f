using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec 14.2: another droplet becomes the host during an adoption.</summary>
public sealed class AdoptionRaceTests : OwnershipScenario
{
    /// <summary>Spec 14.2: a new droplet with the host's name can still get the tags of the host.</summary>
    [Fact]
    public void A_new_droplet_with_the_name_of_the_host_is_waited_for()
    {
        SandboxDroplet legacy = Legacy();
        OwnershipChange shown = Preview(OwnershipAction.Adopt, "db-1", "legacy-db");
        SandboxDroplet? other = null;
        TimeSpan createdAt = default;
        World.Network.Before = request =>
        {
            if (other is null && request.RequestUri!.AbsolutePath.EndsWith("/stagecraft-env-staging/resources", StringComparison.Ordinal))
            {
                (other, createdAt) = (World.Cloud.CreateDroplet("staging-db-1", []), World.Time.Elapsed);
            }
            else if (other is not null && request.Method == HttpMethod.Get && World.Time.Elapsed - createdAt > TimeSpan.FromSeconds(8))
            {
                World.Cloud.SetTags(other.Id, World.OurTags("db-1"));
            }
        };

        Action act = () => CarryOut(World, OwnershipAction.Adopt, "db-1", "legacy-db", shown);

        act.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.MachineExists);
        Tags(legacy).Should().NotContain("stagecraft");
    }
}
