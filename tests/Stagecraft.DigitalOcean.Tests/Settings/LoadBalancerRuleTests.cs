using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.17.</summary>
public sealed class LoadBalancerRuleTests
{
    private const string Hosts = "hosts: {prod: {app: {role: app, count: 2}, db: {role: db, region: ams3}}}\n";
    private const string Http = "forward: [{from: http/80, to: http/8080}]";

    [Theory]
    [InlineData(Http, "forward http/80: http/8080")]
    [InlineData("forward: [{from: https/443, to: http/80, certificate: shop-com}, {from: tcp/5432, to: tcp/5433}]",
        "forward https/443: http/80, certificate shop-com|forward tcp/5432: tcp/5433")]
    [InlineData("forward: [{from: http2/443, to: https/444, certificate: passthrough}, {from: udp/443, to: udp/443}]",
        "forward http2/443: https/444, passthrough|forward udp/443: udp/443")]
    [InlineData("nodes: 2, " + Http, "nodes: 2|forward http/80: http/8080")]
    [InlineData(Http + ", health: {port: 80}", "forward http/80: http/8080|health: tcp/80")]
    [InlineData(Http + ", health: {protocol: http, port: 80}", "forward http/80: http/8080|health: http/80 /")]
    [InlineData(Http + ", health: {protocol: https, port: 80, path: /up}, redirect_http_to_https: false",
        "forward http/80: http/8080|health: https/80 /up|redirect_http_to_https: false")]
    public void Declared_settings_are_fields(string keys, string fields) =>
        Fields($"{{role: app, {keys}}}").Should().Be("role: app|region: nyc1|" + fields);

    [Fact]
    public void The_region_is_that_of_the_hosts_and_cannot_be_updated()
    {
        Fields($"{{role: db, {Http}}}").Should().StartWith("role: db|region: ams3|");
        Fields($"{{role: db, region: fra1, {Http}}}").Should().StartWith("role: db|region: fra1|");
        Balancer($"{{role: db, {Http}}}").Fields.Where(f => !f.IsUpdatable).Select(f => f.Name).Should().Equal("region");
    }

    [Theory]
    [InlineData("§Web: {role: app, " + Http + "}", "'Web' is not a valid name of a load balancer")]
    [InlineData("web: §{" + Http + "}", "role is required")]
    [InlineData("web: {role: §ap, " + Http + "}", "no host of environment 'prod' has the role 'ap'")]
    [InlineData("web: §{role: app}", "forward is required")]
    [InlineData("web: {role: app, forward: §[]}", "forward is empty")]
    [InlineData("web: {role: app, nodes: §0, " + Http + "}", "nodes must be a whole number from 1 to 100, not '0'")]
    [InlineData("web: {role: app, forward: [§{to: http/80}]}", "from is required")]
    [InlineData("web: {role: app, forward: [{from: §htp/80, to: http/80}]}", "from is 'htp/80', which is not a protocol and a port")]
    [InlineData("web: {role: app, forward: [{from: http/80, to: §http/0}]}", "to is 'http/0', which is not a protocol and a port")]
    [InlineData("web: {role: app, forward: [{from: http/80, to: §80}]}", "to is '80', which is not a protocol and a port")]
    [InlineData(
        "web: {role: app, forward: [{from: http/80, to: http/80}, §{from: tcp/80, to: tcp/80}]}",
        "port 80 has two forwarding rules")]
    [InlineData("web: {role: app, forward: [{from: udp/80, §to: tcp/80}]}", "to is tcp/80, but from is udp/80")]
    [InlineData("web: {role: app, forward: [§{from: https/443, to: http/80}]}", "certificate is required")]
    [InlineData(
        "web: {role: app, forward: [{from: tcp/443, to: tcp/443, §certificate: passthrough}]}",
        "a rule from tcp has no certificate")]
    [InlineData("web: {role: app, forward: [{from: https/443, §to: http/80, certificate: passthrough}]}",
        "certificate: passthrough requires https or http2 in to, not http")]
    [InlineData("web: {role: app, " + Http + ", health: §{protocol: http}}", "port is required")]
    [InlineData("web: {role: app, " + Http + ", health: {port: 80, path: §/up}}", "a health check with tcp has no path")]
    [InlineData(
        "web: {role: app, " + Http + ", health: {protocol: http, port: 80, path: §up}}",
        "path is 'up', which does not begin with '/'")]
    [InlineData("web: {role: app, " + Http + ", redirect_http_to_https: §yes}", "redirect_http_to_https must be true or false, not 'yes'")]
    public void A_mistake_is_a_problem_at_its_place(string balancers, string message) =>
        Section.OnlyProblem(Yaml($"{{{balancers}}}")).Message.Should().Be("invalid config: " + message);

    [Fact]
    public void A_misspelled_protocol_has_a_suggestion() =>
        Section.OnlyProblem(Yaml("{web: {role: app, forward: [{from: §htps/443, to: http/80, certificate: c}]}}")).Hint
            .Should().Be("did you mean 'https/443'?");

    [Theory]
    [InlineData("{a: {role: app}, b: {role: app, region: ams3}}", "the hosts with the role 'app' are in several regions: ams3, nyc1")]
    [InlineData("{a: {role: app, count: 0}}", "load balancer 'web' has no region, and there are no hosts with the role 'app'")]
    public void Without_one_region_of_the_hosts_the_region_is_required(string hosts, string message)
    {
        string yaml = Section.Defaults + "hosts: {prod: " + hosts + "}\n"
            + "environments: {prod: {load_balancers: {§web: {role: app, %" + Http + "}}}}\n";

        Section.OnlyProblem(yaml.Replace("%", "", StringComparison.Ordinal)).Message.Should().Be("invalid config: " + message);
        Section.Settings(yaml.Replace("§", "", StringComparison.Ordinal).Replace("%", "region: nyc1, ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_VPC_of_the_hosts_is_that_of_the_load_balancer()
    {
        const string Vpc = "00000000-0000-4000-8000-000000000001";
        string Both(string first, string second) => Section.Defaults
            + $"hosts: {{prod: {{a: {{role: app{first}}}, b: {{role: app{second}}}}}}}\n"
            + "environments: {prod: {load_balancers: {§web: {role: app, " + Http + "}}}}\n";
        string declared = ", vpc_uuid: " + Vpc;

        Section.OnlyProblem(Both(declared, "")).Message.Should()
            .Be("invalid config: the hosts of load balancer 'web' are in several VPCs");
        Section.Settings(Both(declared, declared).Replace("§", "", StringComparison.Ordinal)).Resources["prod"].Declared
            .OfType<LoadBalancerSettings>().Single().VpcUuid.Should().Be(Vpc);
    }

    [Fact]
    public void A_rule_of_a_firewall_names_a_load_balancer_of_the_environment()
    {
        string Yaml(string name) => Section.Defaults + Hosts
            + "environments: {prod: {load_balancers: {web: {role: app, " + Http + "}}, firewalls: {app: {roles: [app], inbound: "
            + $"[{{port: 22, from: any}}, {{port: 8080, from: {{load_balancer: §{name}}}}}]}}}}}}}}\n";

        Section.Settings(Yaml("web").Replace("§", "", StringComparison.Ordinal)).Resources["prod"].Declared
            .OfType<FirewallSettings>().Single()
            .Fields.Should().Contain(new DeclaredField("inbound 8080/tcp", "load balancer web"));
        Problem problem = Section.OnlyProblem(Yaml("wed"));
        problem.Message.Should().Be("invalid config: environment 'prod' has no load balancer 'wed'");
        problem.Hint.Should().Be("did you mean 'web'?");
    }

    private static string Yaml(string balancers) =>
        Section.Defaults + "environments: {prod: {load_balancers: " + balancers + "}}\n" + Hosts;

    private static LoadBalancerSettings Balancer(string balancer) =>
        (LoadBalancerSettings)Section.Settings(Yaml($"{{web: {balancer}}}")).Resources["prod"].Declared.Single();

    private static string Fields(string balancer) => string.Join('|', Balancer(balancer).Fields.Select(f => $"{f.Name}: {f.Value}"));
}
