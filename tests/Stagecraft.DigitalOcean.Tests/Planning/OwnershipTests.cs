using Stagecraft.Config;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Planning;

/// <summary>Spec digitalocean.md 3.3, 3.4, 3.6, 3.7.</summary>
public sealed class OwnershipTests
{
    [Theory]
    [InlineData("stagecraft stagecraft-env-staging stagecraft-project-shop", true)]
    [InlineData("STAGECRAFT Stagecraft-Env-Staging stagecraft-PROJECT-shop", true)]
    [InlineData("stagecraft stagecraft-env-staging", false)]
    [InlineData("stagecraft stagecraft-env-staging stagecraft-project-other", false)]
    [InlineData("stagecraft stagecraft-env-staging stagecraft-project-shop stagecraft-project-other", false)]
    [InlineData("stagecraft stagecraft-env-staging-eu stagecraft-project-shop", false)]
    [InlineData("stagecraft-env-staging stagecraft-project-shop", false)]
    [InlineData("stagecraft stagecraft-project-shop", false)]
    [InlineData("", false)]
    public void A_droplet_is_owned_by_its_own_tags_and_nothing_else(string tags, bool owned) =>
        Sample.Staging.Owns(Sample.Droplet(1, "staging-app-1", tags.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Should().Be(owned);

    [Theory]
    [InlineData("stagecraft stagecraft-env-staging", true)]
    [InlineData("stagecraft stagecraft-env-staging stagecraft-project-shop", false)]
    public void Without_a_project_only_droplets_without_one_are_owned(string tags, bool owned) =>
        new Ownership(null, "staging", MachineNameTemplate.Default)
            .Owns(Sample.Droplet(1, "staging-app-1", tags.Split(' ')))
            .Should().Be(owned);

    [Fact]
    public void A_droplet_without_a_tags_member_is_unowned() =>
        Sample.Staging.Owns(Sample.Owned(1, "app-1") with { Tags = null }).Should().BeFalse();

    [Theory]
    [InlineData("staging-app-1", "", "app-1")]
    [InlineData("STAGING-App-1", "", "app-1")]
    [InlineData("staging-eu-app-1", "", "eu-app-1")]
    [InlineData("web", "", null)]
    [InlineData("staging-", "", null)]
    [InlineData("staging-app.1", "", null)]
    [InlineData("web", "stagecraft-host-app-1", "app-1")]
    [InlineData("staging-app-2", "stagecraft-host-app-1", "app-1")]
    [InlineData("staging-app-2", "stagecraft-host-app-1 stagecraft-host-app-3", null)]
    [InlineData("staging-app-2", "stagecraft-host-", null)]
    public void The_host_is_determined_by_its_tag_otherwise_by_the_name(string name, string tags, string? host) =>
        Sample.Staging.HostOf(Sample.Droplet(1, name, tags.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Should().Be(host);

    [Fact]
    public void The_survivor_is_the_protected_one_then_the_oldest_then_the_lowest_id_whatever_its_status()
    {
        Machine old = Sample.Owned(5, "app-1") with { CreatedAt = Sample.Day, State = MachineState.Stopped, Status = "off" };
        Machine young = Sample.Owned(3, "app-1") with { CreatedAt = Sample.Day.AddHours(1) };
        Machine twin = Sample.Owned(4, "app-1") with { CreatedAt = Sample.Day };
        Machine guarded = Sample.Owned(9, "app-1", "stagecraft-protected") with { CreatedAt = Sample.Day.AddDays(1) };

        Survivor(young, old).Should().Be(5);
        Survivor(old, young, twin).Should().Be(4);
        Survivor(old, young, guarded).Should().Be(9);
    }

    private static long Survivor(params Machine[] droplets) => Sample.Actual(droplets).Hosts["app-1"].Survivor.Id.Number();

    /// <summary>3.5: a droplet without tags, in any read, means that the token cannot read them.</summary>
    [Fact]
    public void Droplets_without_tags_are_refused()
    {
        Action demand = () => TagPermission.Require(
            [Sample.Owned(1, "app-1"), Sample.Owned(2, "app-2") with { Tags = null }], DropletTerms.Terms);

        demand.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.Forbidden);
    }
}
