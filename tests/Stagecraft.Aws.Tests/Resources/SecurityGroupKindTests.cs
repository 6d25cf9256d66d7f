using Stagecraft.Aws.Api;
using Stagecraft.Aws.Resources;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Tests.Resources;

/// <summary>spec/providers/cloud/aws.md 8.1.</summary>
public sealed class SecurityGroupKindTests : IDisposable
{
    private const string Kind = ResourceKind.Firewall;

    private const string Hosts = "{app-1: {role: app}, db-1: {role: db}}";

    private const string Web =
        "{firewalls: {web: {roles: [app], inbound: [{port: [22, 443], from: any}]}, "
        + "db: {roles: [db], inbound: [{port: 5432, from: {role: app}}, {port: 22, from: [10.0.0.0/8, 192.0.2.7]}]}}}";

    private readonly ResourceRig _rig = new(Hosts, Web);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_group_for_each_firewall_and_each_role_that_a_rule_names()
    {
        _rig.Declared.Select(d => (d.Name, d.CloudName)).Should().Equal(
            ("db", "stagecraft.shop.prod.db"), ("role.app", "stagecraft.shop.prod.role.app"), ("web", "stagecraft.shop.prod.web"));

        _rig.Converge(Kind);

        AwsSecurityGroup db = Group("db");
        string app = _rig.Owned(Kind, "role.app").Id.Value;
        db.Ingress.Select(r => (r.Protocol, r.FromPort, r.ToPort, r.Peer)).Should().BeEquivalentTo(
        [
            ("tcp", (int?)5432, (int?)5432, app), ("tcp", 22, 22, "10.0.0.0/8"), ("tcp", 22, 22, "192.0.2.7/32"),
        ]);
        db.Egress.Select(r => (r.Protocol, r.Peer)).Should().BeEquivalentTo([("-1", "0.0.0.0/0"), ("-1", "::/0")]);
        db.Tags.Should().Equal(new Dictionary<string, string>
        {
            ["Name"] = "stagecraft.shop.prod.db",
            ["stagecraft:environment"] = "prod",
            ["stagecraft:firewall"] = "db",
            ["stagecraft:project"] = "shop",
        });
        (Group("role.app").Ingress, Group("role.app").Egress).Should().BeEquivalentTo(
            (Array.Empty<AwsRule>(), Array.Empty<AwsRule>()), "the group of a role allows nothing");
    }

    [Fact]
    public void Hosts_have_to_wait_until_a_new_group_has_its_rules()
    {
        bool[] more = [.. _rig.Converge(Kind).OfType<UpdateOutcome.Accepted>().Select(o => o.HasMore)];

        more.Take(3).Should().OnlyContain(m => m, "a create is followed by the rules");
        more.Count(m => !m).Should().Be(3, "the last request of each group");
    }

    [Fact]
    public void Rules_are_added_before_others_are_removed_while_an_instance_has_the_group()
    {
        _rig.AddHost("app-1");
        _rig.Converge(Kind);
        int before = _rig.Writes.Count;
        _rig.Declare(
            Hosts, "{firewalls: {web: {roles: [app], inbound: [{port: [22, 8443], from: any}], outbound: [{port: 443, to: any}]}}}");

        _rig.Converge(Kind);

        _rig.Writes.Skip(before).Should().Equal(
            "AuthorizeSecurityGroupIngress",
            "AuthorizeSecurityGroupEgress",
            "RevokeSecurityGroupEgress",
            "RevokeSecurityGroupIngress");
        Group("web").Ingress.Select(r => r.FromPort).Distinct().Should().BeEquivalentTo([22, 8443]);
        Group("web").Egress.Select(r => (r.Protocol, r.FromPort, r.Peer)).Should().BeEquivalentTo(
            [("tcp", (int?)443, "0.0.0.0/0"), ("tcp", 443, "::/0")]);
    }

    [Fact]
    public void A_rule_that_another_user_added_is_shown_and_removed()
    {
        _rig.Converge(Kind);
        string id = _rig.Owned(Kind, "web").Id.Value;
        AwsRule added = new("tcp", 9000, 9001, AwsPeerKind.Ipv4, "198.51.100.0/24", "for a test");
        _rig.Run(c => c.Network.AuthorizeAsync(id, false, [added], null, default)).IsAccepted.Should().BeTrue();

        Fields("web").Should().Contain("inbound 9000-9001/tcp", "198.51.100.0/24");
        _rig.Converge(Kind);

        Fields("web").Should().NotContainKey("inbound 9000-9001/tcp");
    }

    [Fact]
    public void An_existing_instance_gets_the_groups_of_its_role_and_loses_others()
    {
        _rig.AddHost("app-1");
        _rig.AddHost("db-1");

        _rig.Converge(Kind);

        GroupsOf("app-1").Should().BeEquivalentTo("default", "stagecraft.shop.prod.role.app", "stagecraft.shop.prod.web");
        GroupsOf("db-1").Should().BeEquivalentTo("default", "stagecraft.shop.prod.db");

        _rig.Declare("{app-1: {role: app}, db-1: {role: app}}", "{firewalls: {web: {roles: [app], inbound: [{port: 22, from: any}]}}}");
        _rig.Converge(Kind);

        GroupsOf("db-1").Should().BeEquivalentTo("default", "stagecraft.shop.prod.db", "stagecraft.shop.prod.web");
        _rig.Delete(Kind, "db");
        GroupsOf("db-1").Should().BeEquivalentTo("default", "stagecraft.shop.prod.web");
    }

    [Fact]
    public void The_difference_of_the_members_names_the_hosts()
    {
        _rig.Converge(Kind);
        _rig.AddHost("app-1");

        Fields("web")["targets"].Should().Be("app without app-1");
    }

    [Fact]
    public void A_group_in_use_is_deleted_when_nothing_uses_it_any_more()
    {
        _rig.Converge(Kind);

        IReadOnlyList<UpdateOutcome> outcomes = _rig.Delete(Kind, "role.app").Take(3).ToArray();

        outcomes.Should().AllSatisfy(o => o.Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.IsTransient.Should().BeTrue());
        _rig.Delete(Kind, "db").Should().ContainSingle().Which.Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Delete(Kind, "role.app").Should().ContainSingle().Which.Should().BeOfType<UpdateOutcome.Accepted>();
    }

    /// <summary>A terminated instance is no member, so that the group of a host that was deleted can be deleted.</summary>
    [Fact]
    public void A_terminated_instance_is_no_member()
    {
        AwsSandboxInstance instance = _rig.AddHost("app-1");
        _rig.Converge(Kind);
        _rig.Owned(Kind, "web").Attached.Should().Equal(new ResourceId(instance.Id));

        _rig.Cloud.TerminateInstance(instance.Id);
        _rig.Owned(Kind, "web").Attached.Should().BeEmpty("it is shutting down");
        _rig.Wait(60);

        _rig.Delete(Kind, "web").Should().ContainSingle().Which.Should().BeOfType<UpdateOutcome.Accepted>();
    }

    [Theory]
    [InlineData(SandboxFaultKind.LostAnswerAfter)]
    [InlineData(SandboxFaultKind.LostAnswerBefore)]
    [InlineData(SandboxFaultKind.ServerErrorAfter)]
    [InlineData(SandboxFaultKind.RateLimited)]
    [InlineData(SandboxFaultKind.TruncatedBody)]
    public void Lost_responses_create_no_second_group_and_no_second_rule(SandboxFaultKind fault)
    {
        foreach (string action in new[] { "CreateSecurityGroup", "AuthorizeSecurityGroup*", "RevokeSecurityGroup*", "Describe*" })
        {
            _rig.Fault(fault, action);
        }

        _rig.Converge(Kind);

        _rig.List(Kind).Resources.Should().HaveCount(3);
        Fields("web").Should().Contain("inbound 443/tcp", "any").And.Contain("outbound all/tcp", "any");
    }

    [Fact]
    public void A_group_without_the_tags_is_not_owned()
    {
        string vpc = _rig.Run(c => c.Network.ListVpcsAsync([], default)).Items.Single().Id;
        _rig.Run(c => c.Network.CreateSecurityGroupAsync(
            "stagecraft.shop.prod.web", "text", vpc, new Dictionary<string, string>(), null, default)).IsAccepted.Should().BeTrue();

        _rig.State(Kind).Owned.Should().BeEmpty();
        _rig.State(Kind).WithNameOf(_rig.Declared.Single(d => d.Name == "web")).Should().NotBeNull("the plan is refused: name_taken");
    }

    [Fact]
    public void A_group_whose_tag_has_another_name_is_not_owned()
    {
        string vpc = _rig.Run(c => c.Network.ListVpcsAsync([], default)).Items.Single().Id;
        Dictionary<string, string> tags = new()
        {
            ["stagecraft:project"] = "shop",
            ["stagecraft:environment"] = "prod",
            ["stagecraft:firewall"] = "web",
        };
        _rig.Run(c => c.Network.CreateSecurityGroupAsync("stagecraft.shop.prod.copy", "text", vpc, tags, null, default))
            .IsAccepted.Should().BeTrue();

        _rig.State(Kind).Owned.Should().BeEmpty();
    }

    [Fact]
    public void Nothing_is_sent_if_the_precondition_is_false()
    {
        _rig.Step(_rig.Declared[0], () => false).Should().BeOfType<UpdateOutcome.Stale>();
        _rig.Writes.Should().BeEmpty();
    }

    [Fact]
    public void Hosts_in_two_regions_have_a_group_in_each()
    {
        _rig.Declare(
            "{app-1: {role: app}, app-2: {role: app, region: us-east-1}}",
            "{firewalls: {web: {all: true, inbound: [{port: 22, from: any}]}}}");

        _rig.Converge(Kind);

        _rig.State(Kind).Owned.Select(o => (o.Key, o.Value.Region, o.Value.CloudName)).Should().BeEquivalentTo(
        [
            ("web.eu-central-1", "eu-central-1", "stagecraft.shop.prod.web"), ("web.us-east-1", "us-east-1", "stagecraft.shop.prod.web"),
        ]);

        _rig.Declare("{app-1: {role: app}}", "{firewalls: {web: {all: true, inbound: [{port: 22, from: any}]}}}");
        _rig.State(Kind).Owned.Keys.Should().Equal("web");
    }

    [Fact]
    public void A_role_in_another_region_cannot_be_a_source()
    {
        _rig.Declare(
            "{app-1: {role: app}, db-1: {role: db, region: us-east-1}}",
            "{firewalls: {db: {roles: [db], inbound: [{port: 5432, from: {role: app}}]}}}");

        _rig.Check(Kind).Should().Equal(
            "firewall 'db.us-east-1' names the role 'app', but host 'app-1' is not in the VPC of its hosts in us-east-1");
    }

    [Theory]
    [InlineData("-1", null, null, "inbound all/tcp|inbound all/udp|inbound icmp")]
    [InlineData("6", 22, 22, "inbound 22/tcp")]
    [InlineData("udp", 1, 65535, "inbound all/udp")]
    [InlineData("tcp", 0, 100, "inbound 0-100/tcp")]
    [InlineData("icmp", -1, -1, "inbound icmp")]
    [InlineData("icmp", 8, 0, "inbound icmp icmp type 8 code 0")]
    [InlineData("50", null, null, "inbound all/50")]
    public void Rules_are_shown_by_their_ports(string protocol, int? from, int? to, string fields) =>
        GroupRule.Of(isEgress: false, new AwsRule(protocol, from, to, AwsPeerKind.Ipv4, "10.0.0.0/8")).FieldNames()
            .Should().Equal(fields.Split('|'));

    private AwsSecurityGroup Group(string name) => ((SecurityGroup)_rig.Owned(Kind, name)).Group;

    private IReadOnlyDictionary<string, string> Fields(string name)
    {
        Stagecraft.Engine.Planning.KindState state = _rig.State(Kind);
        return state.Kind.FieldsOf(state.Owned[name], _rig.Declared.FirstOrDefault(d => d.Name == name), _rig.Context(state));
    }

    private IEnumerable<string?> GroupsOf(string host) =>
        _rig.Run(c => c.Instances.FindAsync(_rig.Machines[host].Value, RequestPriority.Working, default)).Value!.SecurityGroups
            .Select(g => g.Name);
}
