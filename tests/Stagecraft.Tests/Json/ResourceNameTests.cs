using System.Text;
using Stagecraft.Config;
using Stagecraft.Plans;

namespace Stagecraft.Tests.Json;

/// <summary>spec/cli/output.md 2.1: the names of resources other than hosts in plan files.</summary>
public sealed class ResourceNameTests
{
    /// <summary>Resources of several regions have the same name in the cloud.</summary>
    [Theory]
    [InlineData("web.us-east-1", "web.eu-west-1", null)]
    [InlineData("web", "db", "'g' is created twice")]
    [InlineData("web..x", "db.y", "'web..x' is not a valid name")]
    public void Names_have_parts(string first, string second, string? message)
    {
        InfraPlan plan = new InfraPlan
        {
            Provider = "aws",
            Project = "shop",
            Environment = "prod",
            Changes = [Group(first), Group(second)],
            Warnings = [],
            Cost = new PlanCost("USD", 0, 0),
            Fingerprint = new PlanFingerprint(new string('0', 64), new string('0', 64)),
        }.Sorted();
        byte[] text = Encoding.UTF8.GetBytes(InfraPlanJson.ToText(plan));

        Func<InfraPlan> read = () => InfraPlanJson.Read("plan.json", text);

        if (message is null)
        {
            read().Changes.Should().HaveCount(2);
        }
        else
        {
            read.Should().Throw<ConfigException>().Which.Problems.Select(p => p.Message).Should().Equal(message);
        }
    }

    private static ResourceChange Group(string name) => new()
    {
        Kind = ResourceKind.Firewall,
        Name = name,
        CloudName = "g",
        Actions = ResourceActions.Create,
        Fields = [],
        Approval = Approval.Change,
    };
}
