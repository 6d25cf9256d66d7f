using Amazon.EC2.Model;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Networks;

/// <summary>spec/sandbox-aws.md, section 9: security groups.</summary>
public sealed class SecurityGroupTests : IDisposable
{
    private static readonly string[] Ssh =
    [
        "IpPermissions.1.IpProtocol=tcp", "IpPermissions.1.FromPort=22", "IpPermissions.1.ToPort=22",
        "IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0", "IpPermissions.1.IpRanges.1.Description=SSH",
    ];

    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_new_group_allows_all_outbound_traffic_and_no_inbound_traffic()
    {
        string id = Create("web", "TagSpecification.1.ResourceType=security-group", "TagSpecification.1.Tag.1.Key=team",
            "TagSpecification.1.Tag.1.Value=shop");
        using Amazon.EC2.AmazonEC2Client client = _cloud.Sdk();
        DescribeSecurityGroupsResponse response = await client.DescribeSecurityGroupsAsync(
            new DescribeSecurityGroupsRequest { GroupIds = [id] }, TestContext.Current.CancellationToken);
        SecurityGroup group = response.SecurityGroups.Single();
        (group.IpPermissions ?? []).Should().BeEmpty();
        group.IpPermissionsEgress.Single().IpProtocol.Should().Be("-1");
        group.IpPermissionsEgress.Single().Ipv4Ranges.Single().CidrIp.Should().Be("0.0.0.0/0");
        group.Tags.Single().Value.Should().Be("shop");
    }

    [Fact]
    public void The_default_group_allows_traffic_of_its_members()
    {
        Reply reply = _cloud.Send("DescribeSecurityGroups", "GroupName.1=default").ShouldSucceed();
        reply.Texts("groupId").Should().HaveCount(2).And.AllBe(reply.Text("groupId"));
        _cloud.Send("DeleteSecurityGroup", $"GroupId={reply.Text("groupId")}").ShouldBe(400, "CannotDelete");
    }

    [Fact]
    public void A_name_is_unique_in_its_vpc()
    {
        Create("web");
        _cloud.Send("CreateSecurityGroup", "GroupName=web", "GroupDescription=again").ShouldBe(400, "InvalidGroup.Duplicate");
    }

    [Theory]
    [InlineData("GroupName=sg-web", "InvalidParameterValue")]
    [InlineData("GroupDescription=Größe", "InvalidParameterValue")]
    [InlineData("VpcId=vpc-0000000000000000f", "InvalidVpcID.NotFound")]
    public void Invalid_groups_are_refused(string parameter, string code)
    {
        IEnumerable<string> usual = new[] { "GroupName=web", "GroupDescription=Web" }
            .Where(pair => pair.Split('=')[0] != parameter.Split('=')[0]);
        _cloud.Send("CreateSecurityGroup", [.. usual, parameter]).ShouldBe(400, code);
    }

    [Fact]
    public void A_rule_is_added_once_and_removed_once()
    {
        string id = Create("web");
        Reply added = _cloud.Send("AuthorizeSecurityGroupIngress", [$"GroupId={id}", .. Ssh]).ShouldSucceed();
        added.Text("securityGroupRuleId").Should().StartWith("sgr-");
        added.Text("cidrIpv4").Should().Be("0.0.0.0/0");
        _cloud.Send("AuthorizeSecurityGroupIngress", [$"GroupId={id}", .. Ssh]).ShouldBe(400, "InvalidPermission.Duplicate");
        _cloud.Send("RevokeSecurityGroupIngress", [$"GroupId={id}", .. Ssh]).ShouldSucceed();
        _cloud.Send("RevokeSecurityGroupIngress", [$"GroupId={id}", .. Ssh]).ShouldBe(400, "InvalidPermission.NotFound");
    }

    [Fact]
    public void The_same_rule_may_exist_in_both_directions()
    {
        string id = Create("web");
        _cloud.Send("AuthorizeSecurityGroupIngress", [$"GroupId={id}", .. Ssh]).ShouldSucceed();
        _cloud.Send("AuthorizeSecurityGroupEgress", [$"GroupId={id}", .. Ssh]).ShouldSucceed();
        _cloud.Send("DescribeSecurityGroupRules", "Filter.1.Name=group-id", $"Filter.1.Value.1={id}")
            .Texts("securityGroupRuleId").Should().HaveCount(3);
    }

    [Fact]
    public void A_request_with_one_duplicate_changes_nothing()
    {
        string id = Create("web");
        _cloud.Send("AuthorizeSecurityGroupIngress", [$"GroupId={id}", .. Ssh]).ShouldSucceed();
        _cloud.Send("AuthorizeSecurityGroupIngress", [
            $"GroupId={id}", .. Ssh, "IpPermissions.1.IpRanges.2.CidrIp=10.0.0.0/8",
        ]).ShouldBe(400, "InvalidPermission.Duplicate");
        _cloud.Send("DescribeSecurityGroups", $"GroupId.1={id}").Texts("cidrIp").Should().Equal("0.0.0.0/0", "0.0.0.0/0");
    }

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("10.1.2.3/32", "10.1.2.3/32")]
    [InlineData("10.1.2.200/26", "10.1.2.192/26")]
    public void The_host_bits_of_a_range_are_cleared(string given, string stored) => _cloud.Send(
        "AuthorizeSecurityGroupIngress", $"GroupId={Create("web")}", "IpProtocol=6", "FromPort=80", "ToPort=80", $"CidrIp={given}")
        .ShouldSucceed().Text("cidrIpv4").Should().Be(stored);

    [Theory]
    [InlineData("CidrIp=10.0.0.0/33", "InvalidParameterValue")]
    [InlineData("CidrIp=everyone", "InvalidParameterValue")]
    [InlineData("ToPort=70000", "InvalidParameterValue")]
    [InlineData("ToPort=21", "InvalidParameterValue")]
    [InlineData("IpProtocol=pigeon", "InvalidParameterValue")]
    [InlineData("GroupId=sg-0000000000000000f", "InvalidGroup.NotFound")]
    [InlineData("GroupId=web", "InvalidGroupId.Malformed")]
    public void Invalid_rules_are_refused(string parameter, string code)
    {
        string[] usual = [$"GroupId={Create("web")}", "IpProtocol=tcp", "FromPort=22", "ToPort=22", "CidrIp=0.0.0.0/0"];
        _cloud.Send(
            "AuthorizeSecurityGroupIngress",
            [.. usual.Where(pair => pair.Split('=')[0] != parameter.Split('=')[0]), parameter]).ShouldBe(400, code);
    }

    [Fact]
    public void A_group_has_up_to_60_rules_per_direction()
    {
        string id = Create("web");
        string[] Rules(int first, int count) =>
        [
            $"GroupId={id}", "IpPermissions.1.IpProtocol=-1",
            .. Enumerable.Range(first, count).Select(n => $"IpPermissions.1.IpRanges.{n}.CidrIp=10.0.0.{n}/32"),
        ];
        _cloud.Send("AuthorizeSecurityGroupIngress", Rules(1, 60)).ShouldSucceed();
        _cloud.Send("AuthorizeSecurityGroupIngress", Rules(61, 1)).ShouldBe(400, "RulesPerSecurityGroupLimitExceeded");
    }

    [Fact]
    public void A_rule_refers_to_another_group_and_keeps_it()
    {
        string web = Create("web");
        string db = Create("db");
        string rule = _cloud.Send(
            "AuthorizeSecurityGroupIngress", $"GroupId={db}", "IpPermissions.1.IpProtocol=tcp", "IpPermissions.1.FromPort=5432",
            "IpPermissions.1.ToPort=5432", $"IpPermissions.1.Groups.1.GroupId={web}").ShouldSucceed().Text("securityGroupRuleId");
        _cloud.Send("DeleteSecurityGroup", $"GroupId={web}").ShouldBe(400, "DependencyViolation");
        _cloud.Send("RevokeSecurityGroupIngress", $"GroupId={db}", $"SecurityGroupRuleId.1={rule}").ShouldSucceed();
        _cloud.Send("DeleteSecurityGroup", $"GroupId={web}").ShouldSucceed();
        _cloud.Send("DescribeSecurityGroups", $"GroupId.1={web}").ShouldBe(400, "InvalidGroup.NotFound");
    }

    [Fact]
    public void A_group_of_an_instance_cannot_be_deleted_until_the_instance_is_terminated()
    {
        string id = Create("web");
        string instance = _cloud.RunOne($"SecurityGroupId.1={id}");
        _cloud.Send("DeleteSecurityGroup", $"GroupId={id}").ShouldBe(400, "DependencyViolation");
        _cloud.Send("TerminateInstances", $"InstanceId.1={instance}").ShouldSucceed();
        _cloud.Clock.Advance(5);
        _cloud.Send("DeleteSecurityGroup", $"GroupId={id}").ShouldSucceed();
    }

    [Fact]
    public void The_groups_of_a_network_interface_change()
    {
        string id = Create("web");
        string instance = _cloud.RunOne();
        string network = _cloud.Send("DescribeNetworkInterfaces", "Filter.1.Name=attachment.instance-id", $"Filter.1.Value.1={instance}")
            .ShouldSucceed().Text("networkInterfaceId");
        _cloud.Send("ModifyNetworkInterfaceAttribute", $"NetworkInterfaceId={network}", $"SecurityGroupId.1={id}").ShouldSucceed();
        _cloud.Send("DescribeInstances", "Filter.1.Name=instance.group-id", $"Filter.1.Value.1={id}").Instances.Should().Equal(instance);
    }

    [Fact]
    public void A_description_changes_without_a_new_rule()
    {
        string id = Create("web");
        string rule = _cloud.Send("AuthorizeSecurityGroupIngress", [$"GroupId={id}", .. Ssh]).Text("securityGroupRuleId");
        _cloud.Send("UpdateSecurityGroupRuleDescriptionsIngress", [
            $"GroupId={id}", .. Ssh.Where(pair => !pair.Contains("Description", StringComparison.Ordinal)),
            "IpPermissions.1.IpRanges.1.Description=admin",
        ]).ShouldSucceed();
        Reply reply = _cloud.Send("DescribeSecurityGroupRules", $"SecurityGroupRuleId.1={rule}").ShouldSucceed();
        reply.Text("description").Should().Be("admin");
    }

    [Fact]
    public void A_rule_keeps_its_id_when_it_is_modified()
    {
        string id = Create("web");
        string rule = _cloud.Send("AuthorizeSecurityGroupIngress", [$"GroupId={id}", .. Ssh]).Text("securityGroupRuleId");
        const string Part = "SecurityGroupRule.1.SecurityGroupRule";
        _cloud.Send(
            "ModifySecurityGroupRules", $"GroupId={id}", $"SecurityGroupRule.1.SecurityGroupRuleId={rule}", $"{Part}.IpProtocol=tcp",
            $"{Part}.FromPort=443", $"{Part}.ToPort=443", $"{Part}.CidrIpv4=10.0.0.0/8").ShouldSucceed();
        Reply reply = _cloud.Send("DescribeSecurityGroupRules", $"SecurityGroupRuleId.1={rule}").ShouldSucceed();
        (reply.Text("fromPort"), reply.Text("cidrIpv4")).Should().Be(("443", "10.0.0.0/8"));
    }

    [Fact]
    public void Filters_find_groups_by_their_rules()
    {
        string id = Create("web");
        Create("other");
        _cloud.Send("AuthorizeSecurityGroupIngress", [$"GroupId={id}", .. Ssh]).ShouldSucceed();
        _cloud.Send(
            "DescribeSecurityGroups", "Filter.1.Name=ip-permission.from-port", "Filter.1.Value.1=22",
            "Filter.2.Name=ip-permission.cidr", "Filter.2.Value.1=0.0.0.0/0").Texts("groupName").Should().Equal("web");
    }

    [Fact]
    public void A_dry_run_creates_no_group()
    {
        _cloud.Send("CreateSecurityGroup", "GroupName=web", "GroupDescription=Web", "DryRun=true").ShouldBe(412, "DryRunOperation");
        _cloud.Send("DescribeSecurityGroups", "GroupName.1=web").ShouldBe(400, "InvalidGroup.NotFound");
    }

    private string Create(string name, params IEnumerable<string> parameters) =>
        _cloud.Send("CreateSecurityGroup", [$"GroupName={name}", "GroupDescription=Web servers", .. parameters])
            .ShouldSucceed().Text("groupId");
}
