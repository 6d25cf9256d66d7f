using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.14.</summary>
public sealed class FirewallRuleTests
{
    private const string Hosts = "hosts: {prod: {app: {role: app, count: 2}, db: {role: db}}}\n";

    [Theory]
    [InlineData("{port: 22, from: any}", "inbound 22/tcp: any")]
    [InlineData("{port: [443, 80, 443], from: any}", "inbound 443/tcp: any|inbound 80/tcp: any")]
    [InlineData("{port: 8000-9000, protocol: udp, from: [10.0.0.0/8, 10.0.0.0/8]}", "inbound 8000-9000/udp: 10.0.0.0/8")]
    [InlineData("{port: 1-65535, from: any}", "inbound all/tcp: any")]
    [InlineData("{port: 80-80, from: any}", "inbound 80/tcp: any")]
    [InlineData("{port: all, from: {role: db}}", "inbound all/tcp: role db")]
    [InlineData("{protocol: icmp, from: any}", "inbound icmp: any")]
    [InlineData("{port: 22, from: [198.51.100.7/32, \"2001:DB8::0/32\", \"2001:db8::1/128\"]}",
        "inbound 22/tcp: 198.51.100.7, 2001:db8::/32, 2001:db8::1")]
    [InlineData("{port: 22, from: [\"::/0\"]}, {port: 22, from: [0.0.0.0/0, 10.1.2.3]}", "inbound 22/tcp: 10.1.2.3, any")]
    [InlineData("{port: 22, from: [10.1.2.3]}, {port: [22, 80], from: {role: app}}",
        "inbound 22/tcp: 10.1.2.3, role app|inbound 80/tcp: role app")]
    public void Rules_have_one_field_for_each_port(string inbound, string fields) =>
        Fields($"{{roles: [db, app], inbound: [{inbound}], outbound: []}}").Should().Be("targets: app, db|" + fields);

    [Theory]
    [InlineData("", "outbound all/tcp: any|outbound all/udp: any|outbound icmp: any")]
    [InlineData("outbound: any, ", "outbound all/tcp: any|outbound all/udp: any|outbound icmp: any")]
    [InlineData("outbound: [{port: 443, to: [10.0.0.0/8]}], ", "outbound 443/tcp: 10.0.0.0/8")]
    public void All_outbound_traffic_is_allowed_by_default(string outbound, string fields) =>
        Fields($"{{all: true, {outbound}inbound: []}}").Should().Be("targets: all hosts|" + fields);

    [Theory]
    [InlineData("§Web: {roles: [app], inbound: []}", "'Web' is not a valid name of a firewall")]
    [InlineData("web: §{inbound: []}", "roles is required")]
    [InlineData("web: {roles: [app], §all: true, inbound: []}", "roles and all are both set")]
    [InlineData("web: {roles: [§ap], inbound: []}", "no host of environment 'prod' has the role 'ap'")]
    [InlineData("web: §{roles: [app]}", "inbound is required")]
    [InlineData("web: {roles: [app], inbound: §any}", "inbound must be a list, not a string")]
    [InlineData("web: {roles: [app], inbound: [§22]}", "an entry of inbound must be a mapping, not a string")]
    [InlineData("web: {roles: [app], inbound: [{§ports: 22, from: any}]}", "unknown key 'ports'")]
    [InlineData("web: {roles: [app], inbound: [§{from: any}]}", "port is required")]
    [InlineData("web: {roles: [app], inbound: [§{port: 22}]}", "from is required")]
    [InlineData("web: {roles: [app], inbound: [{port: §0, from: any}]}", "'0' is not a valid port")]
    [InlineData("web: {roles: [app], inbound: [{port: §65536, from: any}]}", "'65536' is not a valid port")]
    [InlineData("web: {roles: [app], inbound: [{port: §90-80, from: any}]}", "'90-80' is not a valid port")]
    [InlineData("web: {roles: [app], inbound: [{port: [80, §http], from: any}]}", "'http' is not a valid port")]
    [InlineData("web: {roles: [app], inbound: [{port: §[], from: any}]}", "port is empty")]
    [InlineData("web: {roles: [app], inbound: [{port: §22, protocol: icmp, from: any}]}", "a rule for icmp has no port")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, protocol: §tpc, from: any}]}",
        "protocol is 'tpc', which is not an allowed value")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: §10.0.0.0/8}]}", "from is '10.0.0.0/8', which is not an allowed value")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: §[]}]}", "from is empty")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: [§10.1]}]}", "'10.1' in from is neither an IP address nor a network")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: [§10.0.0.0/33]}]}",
        "'10.0.0.0/33' in from is neither an IP address nor a network")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: [§203.0.113.7/8]}]}",
        "'203.0.113.7/8' in from is not a network: bits after its prefix are set")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: {role: §dbs}}]}", "no host of environment 'prod' has the role 'dbs'")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: §{}}]}", "from is empty")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: {role: app, §load_balancer: x}}]}", "role and load_balancer are both set*")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: {load_balancer: §x}}]}", "environment 'prod' has no load balancer 'x'")]
    [InlineData("web: {roles: [app], inbound: [{port: 22, from: any}], outbound: [{port: 22, to: §no}]}",
        "to is 'no', which is not an allowed value")]
    [InlineData("web: {roles: [app], inbound: [], outbound: [§{port: 22, to: any, from: any}]}", "unknown key 'from'*")]
    [InlineData("§web: {roles: [app], inbound: [], outbound: []}", "firewall 'web' has no rules")]
    public void A_mistake_is_a_problem_at_its_place(string firewalls, string message)
    {
        bool several = message.EndsWith('*');
        string yaml = Yaml($"{{{firewalls}}}");
        if (several)
        {
            Section.Parse(yaml.Replace("§", "", StringComparison.Ordinal)).Problems.Select(p => p.Message).Should()
                .Contain("invalid config: " + message.TrimEnd('*'));
        }
        else
        {
            Section.OnlyProblem(yaml).Message.Should().Be("invalid config: " + message);
        }
    }

    [Fact]
    public void The_limits_of_the_API_are_problems()
    {
        string many = string.Join(", ", Enumerable.Range(1, 51).Select(n => $"{{port: {n}, from: any}}"));
        Section.OnlyProblem(Yaml($"{{§web: {{all: true, inbound: [{many}], outbound: []}}}}")).Message.Should()
            .Be("invalid config: firewall 'web' has 51 rules: at most 50 are allowed");
        string addresses = string.Join(", ", Enumerable.Range(0, 1001).Select(n => $"10.0.{n / 256}.{n % 256}"));
        Section.OnlyProblem(Yaml($"{{web: {{all: true, inbound: [{{port: 22, from: §[{addresses}]}}]}}}}")).Message.Should()
            .Be("invalid config: from has 1001 entries: at most 1000 are allowed");
        Section.OnlyProblem(
            Section.Defaults + "hosts: {prod: {" + string.Join(", ", Enumerable.Range(1, 6).Select(n => $"h{n}: {{role: r{n}}}"))
            + "}}\nenvironments: {prod: {firewalls: {"
            + "web: {§roles: [r1, r2, r3, r4, r5, r6], inbound: [{port: 22, from: any}]}}}}\n").Message.Should()
            .Be("invalid config: firewall 'web' has 6 roles: at most 5 are allowed");
    }

    [Fact]
    public void A_role_that_does_not_fit_into_a_tag_is_a_problem()
    {
        string role = new('a', 239);
        Section.OnlyProblem(
            Section.Defaults + $"hosts: {{prod: {{app: {{role: {role}}}}}}}\n"
            + $"environments: {{prod: {{firewalls: {{web: {{roles: [§{role}], inbound: [{{port: 22, from: any}}]}}}}}}}}\n")
            .Message.Should().EndWith("would be 260 characters long: at most 255 are allowed");
        Section.OnlyProblem(
            Section.Defaults + $"hosts: {{prod: {{app: {{role: §{role}}}, app-2: {{role: {role}}}}}}}\n"
            + "environments: {prod: {firewalls: {web: {all: true, inbound: [{port: 22, from: any}]}}}}\n")
            .Message.Should().EndWith("would be 260 characters long: at most 255 are allowed", "all hosts get the tag of their role");
    }

    [Theory]
    [InlineData("{port: 22, from: any}", true)]
    [InlineData("{port: 20-30, from: [198.51.100.7]}", true)]
    [InlineData("{port: all, from: {role: db}}", true)]
    [InlineData("{port: 23-30, from: any}", false)]
    [InlineData("{port: 22, protocol: udp, from: any}", false)]
    [InlineData("", false)]
    public void A_plan_warns_if_no_rule_allows_SSH(string inbound, bool isAllowed)
    {
        DigitalOceanSettings settings = Section.Settings(Yaml($"{{web: {{roles: [app], inbound: [{inbound}]}}}}"));
        IReadOnlyList<FirewallSettings> firewalls = [.. settings.Resources["prod"].Declared.Cast<FirewallSettings>()];

        SshRule.IsAllowed("app", firewalls).Should().Be(isAllowed);
        SshRule.IsAllowed("db", firewalls).Should().BeTrue("no firewall applies to it");
        settings.Resources["prod"].Warnings.Select(w => (w.Code, w.Message)).Should().Equal(isAllowed
            ? []
            : [("no_ssh", "hosts are not reachable by SSH: no inbound rule of the firewalls of the role 'app' ('web') allows port 22")]);
    }

    [Fact]
    public void A_load_balancer_does_not_allow_SSH() => SshRule.IsAllowed(
        "app",
        [
            new()
            {
                Kind = "firewall",
                Name = "web",
                Fields = [],
                Targets = HostTargets.All,
                Rules = [new(true, "tcp", "22", [new(FirewallEndpointKind.LoadBalancer, "web")])],
            },
        ]).Should().BeFalse();

    [Theory]
    [InlineData("ssh")]
    [InlineData("cloud-init")]
    public void A_host_that_waits_for_SSH_requires_a_rule(string wait)
    {
        Problem problem = Section.OnlyProblem(
            Section.Defaults + $"hosts: {{prod: {{app: {{role: app, count: 3, §wait: {wait}}}, db: {{role: db, wait: ssh}}}}}}\n"
            + "environments: {prod: {firewalls: {"
            + "web: {roles: [app], inbound: []}, db: {roles: [db], inbound: [{port: 22, from: any}]}}}}\n");

        problem.Message.Should().Be(
            $"invalid config: wait: {wait} requires SSH, but no inbound rule of the firewalls of the role 'app' ('web') allows port 22");
        problem.Hint.Should().Contain("{ port: 22, from: [198.51.100.0/24] }");
    }

    [Theory]
    [InlineData("{port: 8080, from: any}", true)]
    [InlineData("{port: 22, from: any}", true)]
    [InlineData("{port: 80, from: any}", false)]
    [InlineData("{port: 8080, from: {load_balancer: web}}", false)]
    public void A_host_that_waits_for_HTTP_requires_its_port_or_SSH(string inbound, bool isAllowed)
    {
        string yaml = Section.Defaults
            + "hosts: {prod: {app: {role: app, §wait: http, health: {port: 8080}}}}\n"
            + $"environments: {{prod: {{firewalls: {{web: {{roles: [app], inbound: [{inbound}]}}}}, "
            + "load_balancers: {web: {role: app, forward: [{from: http/80, to: http/8080}]}}}}\n";

        if (isAllowed)
        {
            Section.Settings(yaml.Replace("§", "", StringComparison.Ordinal)).Environments.Should().ContainSingle();
        }
        else
        {
            Section.OnlyProblem(yaml).Message.Should().Be(
                "invalid config: wait: http requires port 8080 or SSH, but no inbound rule of the firewalls of the role 'app' ('web') "
                + "allows port 22");
        }
    }

    private static string Yaml(string firewalls) =>
        Section.Defaults + "environments: {prod: {firewalls: " + firewalls + "}}\n" + Hosts;

    private static string Fields(string firewall) => string.Join(
        '|',
        Section.Settings(Yaml($"{{web: {firewall}}}")).Resources["prod"].Declared.Single().Fields.Select(f => $"{f.Name}: {f.Value}"));
}
