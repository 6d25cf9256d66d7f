using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Fuzzing;

/// <summary>What fuzzing found, in its shortest form.</summary>
public sealed class RegressionTests
{
    [Fact]
    public void A_date_of_the_year_1_is_a_date()
    {
        DropletAction[] actions =
        [
            new DropletAction("completed", "create", DateTimeOffset.MaxValue, 7, "droplet"),
            new DropletAction("completed", "destroy", DateTimeOffset.MinValue, 8, "droplet"),
        ];

        CreationEvidence evidence = ActionLog.Of(new Dated<IReadOnlyList<DropletAction>>(actions, DateTimeOffset.MinValue));
        CreationLog log = CreationLog.Of(evidence, DateTimeOffset.MaxValue, TimeSpan.FromSeconds(15));

        log.Creates.Should().Equal(new ResourceId("7"));
        log.Deletes.Should().Equal(new ResourceId("8"));
    }
}
