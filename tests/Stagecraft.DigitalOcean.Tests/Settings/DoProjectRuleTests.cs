using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.19.</summary>
public sealed class DoProjectRuleTests
{
    private const string Hosts =
        "hosts: {prod: {db-1: {role: db, volumes: {data: {size: 1}}, reserved_ip: 203.0.113.2}}, staging: {app-1: {role: app}}}\n";

    [Fact]
    public void The_project_of_an_environment_precedes_that_of_the_section()
    {
        HostSettings[] hosts =
        [
            .. Section.Settings(Section.Defaults + "do_project: All\n" + Hosts + "environments: {prod: {do_project: Production}}\n")
                .Environments.SelectMany(e => e.Hosts),
        ];
        hosts.Select(h => (h.Name, h.DoProject!.Value, h.DoProject.Path)).Should().Equal(
            ("db-1", "Production", "environments.prod.do_project"), ("app-1", "All", "do_project"));
        hosts[0].Properties.Single(p => p.Name == "do_project").Should().Be(
            new DeclaredProperty("do_project", "Production") { IsUpdatable = true, IsBatchable = true, IsSetAfterCreate = true });
        hosts[0].Properties.Select(p => p.Name).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public void Kinds_with_a_project_declare_it_and_others_do_not()
    {
        DropletConfig config = DropletConfig.Read(
            World.Config(Section.Defaults + "do_project: All\n" + Hosts
                + "environments: {prod: {firewalls: {f: {all: true, inbound: [{port: 22, from: any}]}}, "
                + "load_balancers: {w: {role: db, forward: [{from: http/80, to: http/80}]}}, "
                + "alerts: {a: {cpu: 90, email: [a@example.com]}}}}\n"),
            "shop");
        config.Problems.Should().BeEmpty();
        config.Resources["prod"].Where(r => r.Fields.Any(f => f is { Name: "do_project", Value: "All", IsUpdatable: true }))
            .Select(r => r.Kind).Should().BeEquivalentTo(ResourceKind.Volume, ResourceKind.ReservedIp, ResourceKind.LoadBalancer);
        config.Resources["prod"].Should().HaveCount(5);
    }

    [Fact]
    public void Without_the_key_nothing_declares_it()
    {
        DropletConfig config = DropletConfig.Read(World.Config(Section.Defaults + Hosts), "shop");
        config.Resources["prod"].SelectMany(r => r.Fields).Should().NotContain(f => f.Name == "do_project");
        config.Environments.SelectMany(e => e.Hosts).SelectMany(h => h.Properties).Should().NotContain(p => p.Name == "do_project");
    }

    [Theory]
    [InlineData("do_project: §''\n", "", "do_project is empty")]
    [InlineData("do_project: §[a]\n", "", "do_project must be a string, not a list")]
    [InlineData("", "environments: {staging: {do_project: §''}}\n", "do_project is empty")]
    [InlineData("", "environments: {staging: {§do_projet: x}}\n", "do_projet")]
    public void An_invalid_value_is_the_only_problem(string section, string environments, string reason) =>
        Section.OnlyProblem(Section.Defaults + section + Hosts + environments).Message.Should().Contain(reason);
}
