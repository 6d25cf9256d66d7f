using Stagecraft.Aws.Api;
using Stagecraft.Aws.Resources;
using Stagecraft.Aws.Settings;
using Stagecraft.Aws.Tests.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Aws.Tests.Resources;

/// <summary>spec/providers/cloud/aws.md 8.1: a group is in one VPC.</summary>
public sealed class SecurityGroupCheckTests
{
    private const string Db = "{firewalls: {db: {roles: [db], inbound: [{port: 5432, from: {role: app}}]}}}";
    private const string All = "{firewalls: {db: {all: true, inbound: [{port: 22, from: any}]}}}";

    [Theory]
    [InlineData("{db-1: {role: db, subnet: subnet-1111}, db-2: {role: db, subnet: subnet-2222}}", All, null, "different VPCs")]
    [InlineData("{db-1: {role: db, subnet: subnet-1111}, db-2: {role: db}}", All, null, "different VPCs")]
    [InlineData("{db-1: {role: db, subnet: subnet-1111}, db-2: {role: db, subnet: subnet-3333}}", All, null, null)]
    [InlineData("{db-1: {role: db, subnet: subnet-1111}, app-1: {role: app}}", Db, null, "host 'app-1' is not in the VPC of its hosts")]
    [InlineData("{db-1: {role: db, subnet: subnet-1111}, app-1: {role: app, subnet: subnet-3333}}", Db, null, null)]
    [InlineData("{db-1: {role: db, subnet: subnet-1111}}", All, "vpc-1", null)]
    [InlineData("{db-1: {role: db}}", All, "vpc-1", "is security group sg-1 in vpc-1, but its hosts are in vpc-0")]
    public void Hosts_groups_and_roles_are_in_one_VPC(string hosts, string firewalls, string? existing, string? message)
    {
        Rig rig = new((request, cancel) => Scripted(request)(request, cancel));
        Ec2Config config = ResourceRig.Read(hosts, firewalls);
        ResourceOwner owner = new("123456789012", "shop", "prod", config.Settings!.Environments[0].Hosts);
        SecurityGroupSettings[] declared = [.. config.Resources["prod"].OfType<SecurityGroupSettings>()];
        Networks networks = new();
        rig.Run(async c =>
        {
            await networks.ReadAsync(c, declared.SelectMany(d => d.Subnets).Select(s => s.Subnet), default);
            return true;
        });
        AwsSecurityGroup group = new("sg-1", "stagecraft.shop.prod.db", existing, null, [], [], null);
        ResourceList list = new(existing is null ? [] : [SecurityGroup.Of(group, Rig.Region, owner, [])], 0);
        ResourceContext context = new()
        {
            Project = "shop",
            Environment = "prod",
            Machines = new Dictionary<string, ResourceId>(),
            Resources = existing is null ? [] : new Dictionary<(string, string), ResourceId> { [("firewall", "db")] = new("sg-1") },
        };

        string[] messages =
        [
            .. declared.SelectMany(d => new SecurityGroupChecks(owner, networks).Of(d, list, context)).Select(p => p.Message),
        ];

        if (message is null)
        {
            messages.Should().BeEmpty();
        }
        else
        {
            messages.Should().ContainSingle().Which.Should().Contain(message);
        }
    }

    private static Rig.Scripted Scripted(HttpRequestMessage request) =>
        request.Content!.ReadAsStringAsync().GetAwaiter().GetResult().Contains("Action=DescribeVpcs", StringComparison.Ordinal)
            ? Responses.Ok("DescribeVpcs", "<vpcSet><item><vpcId>vpc-0</vpcId><isDefault>true</isDefault></item></vpcSet>")
            : Responses.Ok(
                "DescribeSubnets",
                $"<subnetSet>{Subnet("subnet-1111", "vpc-1")}{Subnet("subnet-2222", "vpc-2")}{Subnet("subnet-3333", "vpc-1")}</subnetSet>");

    private static string Subnet(string id, string vpc) =>
        $"<item><subnetId>{id}</subnetId><vpcId>{vpc}</vpcId><availabilityZone>eu-central-1a</availabilityZone></item>";
}
