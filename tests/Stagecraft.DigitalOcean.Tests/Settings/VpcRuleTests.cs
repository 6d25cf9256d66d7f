using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.16.</summary>
public sealed class VpcRuleTests
{
    private const string Uuid = "5a4981aa-9653-4bd1-bef5-d6bff52042e4";

    [Fact]
    public void The_VPC_of_a_host_is_that_of_its_region_unless_it_has_a_uuid()
    {
        HostSettings[] hosts =
        [
            .. Section.Settings(
                Section.Defaults + "vpc: {nyc1: a b, fra1: c, ams3: unused}\n"
                    + "hosts: {prod: {x-1: {role: x}, x-2: {role: x, region: fra1}, "
                    + $"x-3: {{role: x, region: sfo3, vpc_uuid: {Uuid}}}}}}}")
                .Environments.Single().Hosts,
        ];

        hosts.Select(h => (h.Vpc?.Value, h.Vpc?.Path, h.VpcUuid?.Value)).Should().Equal(
            ("a b", "vpc.nyc1", null), ("c", "vpc.fra1", null), (null, null, Uuid));
        hosts[0].Properties.Single(p => p.Name == "vpc").Should().Match<Engine.Clouds.DeclaredProperty>(
            p => p.Value == "a b" && !p.IsUpdatable);
        hosts[2].Properties.Should().NotContain(p => p.Name == "vpc");
    }

    [Fact]
    public void Without_vpc_there_is_no_property() =>
        Section.Settings(Section.Defaults + Section.Hosts).Environments.Single().Hosts.Single().Properties.Select(p => p.Name)
            .Should().NotContain("vpc");

    [Theory]
    [InlineData("vpc: §x\n", "vpc must be a mapping, not a string")]
    [InlineData("vpc: {nyc1: §}\n", "vpc of 'nyc1' is empty")]
    [InlineData("vpc: {nyc1: §[a]}\n", "vpc of 'nyc1' must be a string, not a list")]
    public void An_invalid_value_is_the_only_problem(string vpc, string reason) =>
        Section.OnlyProblem(Section.Defaults + vpc + Section.Hosts).Message.Should().Contain(reason);

    [Theory]
    [InlineData("vpc: {nyc2: a}\n", "did you mean 'nyc1' instead of 'nyc2' in vpc?")]
    [InlineData("vpc: {fra1: a}\n", "add a VPC for 'nyc1' to vpc, or set vpc_uuid of the host")]
    [InlineData("vpc: {}\n", "add a VPC for 'nyc1' to vpc, or set vpc_uuid of the host")]
    public void A_region_without_an_entry_is_reported_at_the_host(string vpc, string hint)
    {
        Errors.Problem problem = Section.OnlyProblem(
            Section.Defaults + vpc + Section.Hosts.Replace("app-1", "§app-1", StringComparison.Ordinal));

        problem.Message.Should().Contain("vpc has no entry for 'nyc1', the region of host 'app-1'");
        problem.Hint.Should().Be(hint);
    }
}
