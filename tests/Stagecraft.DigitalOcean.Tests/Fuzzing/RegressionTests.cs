using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.DigitalOcean.Tests.Fuzzing;

/// <summary>What fuzzing found, in its shortest form.</summary>
public sealed class RegressionTests
{
    [Fact]
    public void A_date_of_the_year_1_is_a_date()
    {
        DropletAction[] actions = [new DropletAction(1, "completed", "create", DateTimeOffset.MaxValue, new("7"), "droplet"), new DropletAction(2, "completed", "destroy", DateTimeOffset.MinValue, new("8"), "droplet")];

        ActionLog log = ActionLog.Of(new Dated<IReadOnlyList<DropletAction>>(actions, DateTimeOffset.MinValue), DateTimeOffset.MaxValue, TimeSpan.FromSeconds(15));

        log.Creates.Should().Equal(new("7"));
        log.Going.Should().Equal(new("8"));
    }
}
