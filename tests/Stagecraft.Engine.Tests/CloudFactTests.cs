using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>Facts of clouds that only some of them have.</summary>
public sealed class CloudFactTests
{
    /// <summary>Spec interface.md 10.7.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_resize_with_the_disk_needs_sizes_with_disks(bool sizesHaveDisks)
    {
        MemoryRuns runs = new(new MemoryTraits { Facts = new() { HasActions = true, SizesHaveDisks = sizesHaveDisks } });
        runs.Up("web");

        Func<InfraPlan> plan = () => runs.Plan(runs.Config(MemoryRuns.Host("web") with { Size = "large" }), ["web"], growsDisk: true);

        if (sizesHaveDisks)
        {
            plan().Changes.Single().Fields.Select(f => f.Name).Should().Equal(HostField.Disk, HostField.Size);
        }
        else
        {
            CloudProviderException refusal = plan.Should().Throw<CloudProviderException>().Which;
            refusal.Code.Should().Be(ErrorCodes.Refused);
            refusal.Message.Should().Be(
                "memory provider: a resize of machines does not change their disks: the sizes of Memory have no disks");
            refusal.Problems.Single().Hint.Should().Be("resize without the disk");
        }
    }

    /// <summary>Spec interface.md 8.7.</summary>
    [Theory]
    [InlineData("Monitoring", "monitoring", true)]
    [InlineData("team=Shop", "team=Shop", true)]
    [InlineData("team=Shop", "team=shop", false)]
    public void Tags_with_a_value_compare_exactly(string shown, string declared, bool isSame) =>
        TagNames.Has([shown], declared).Should().Be(isSame);
}
