using System.Xml;
using Stagecraft.Aws.Api.Wire;

namespace Stagecraft.Aws.Api.Client;

/// <summary>Subnets, VPCs, security groups and Elastic IP addresses of one region.</summary>
internal sealed class NetworkClient(Ec2Requests requests, Ec2Lists lists)
{
    private const int PageSize = 1000;

    public Task<Listing<AwsSubnet>> ListSubnetsAsync(IReadOnlyList<Ec2Filter> filters, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeSubnets").Add("MaxResults", PageSize),
            filters,
            response => response.Items("subnetSet").Select(NetworkReader.Subnet),
            s => s.Id,
            cancellationToken);

    public Task<Listing<AwsVpc>> ListVpcsAsync(IReadOnlyList<Ec2Filter> filters, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeVpcs").Add("MaxResults", PageSize),
            filters,
            response => response.Items("vpcSet").Select(NetworkReader.Vpc),
            v => v.Id,
            cancellationToken);

    public Task<Listing<AwsSecurityGroup>> ListSecurityGroupsAsync(
        IReadOnlyList<Ec2Filter> filters, RequestPriority priority, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeSecurityGroups").Add("MaxResults", PageSize),
            filters,
            response => response.Items("securityGroupInfo").Select(NetworkReader.SecurityGroup),
            g => g.Id,
            cancellationToken,
            priority);

    /// <summary>Creates a security group. Its name is unique in the VPC, so that a second request is refused
    /// (<c>InvalidGroup.Duplicate</c>).</summary>
    /// <returns>The id of the group.</returns>
    public Task<WriteResult<string>> CreateSecurityGroupAsync(
        string name,
        string description,
        string vpcId,
        IReadOnlyDictionary<string, string> tags,
        Func<bool>? precondition,
        CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query("CreateSecurityGroup")
                .Add("GroupName", name)
                .Add("GroupDescription", description)
                .Add("VpcId", vpcId)
                .AddTagSpecification(1, "security-group", tags),
            response => response.Text("groupId") ?? throw new XmlException("it does not have the id of the group"),
            precondition,
            cancellationToken);

    /// <summary>Deletes a security group; one that is in use is refused (<c>DependencyViolation</c>).</summary>
    public Task<WriteResult<string>> DeleteSecurityGroupAsync(
        string groupId, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(requests.Query("DeleteSecurityGroup").Add("GroupId", groupId), precondition, cancellationToken);

    /// <summary>Adds rules; an existing one is refused (<c>InvalidPermission.Duplicate</c>) and none is added.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="isEgress">Whether they apply to outgoing connections.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait before the request is sent.</param>
    public Task<WriteResult<string>> AuthorizeAsync(
        string groupId, bool isEgress, IReadOnlyList<AwsRule> rules, Func<bool>? precondition, CancellationToken cancellationToken) =>
        ChangeRulesAsync("Authorize", groupId, isEgress, rules, precondition, cancellationToken);

    /// <summary>Removes rules; one that does not exist is refused (<c>InvalidPermission.NotFound</c>).</summary>
    /// <inheritdoc cref="AuthorizeAsync"/>
    public Task<WriteResult<string>> RevokeAsync(
        string groupId, bool isEgress, IReadOnlyList<AwsRule> rules, Func<bool>? precondition, CancellationToken cancellationToken) =>
        ChangeRulesAsync("Revoke", groupId, isEgress, rules, precondition, cancellationToken);

    /// <summary>Reads the Elastic IP addresses. The API returns them without pages.</summary>
    public Task<Listing<AwsAddress>> ListAddressesAsync(
        IReadOnlyList<Ec2Filter> filters, RequestPriority priority, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeAddresses"),
            filters,
            response => response.Items("addressesSet").Where(a => a.Text("allocationId") is not null).Select(NetworkReader.Address),
            a => a.AllocationId,
            cancellationToken,
            priority);

    /// <summary>Associates an address with an instance.</summary>
    /// <param name="allocationId">The address.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="isMoved">Whether the address is taken from another instance; otherwise that is refused
    /// (<c>Resource.AlreadyAssociated</c>).</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait before the request is sent.</param>
    public Task<WriteResult<string>> AssociateAddressAsync(
        string allocationId, string instanceId, bool isMoved, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query("AssociateAddress")
                .Add("AllocationId", allocationId)
                .Add("InstanceId", instanceId)
                .Add("AllowReassociation", isMoved),
            precondition,
            cancellationToken);

    /// <summary>Reserves an address, which has a price. The request has no token and is not repeated after an unclear failure.</summary>
    public Task<WriteResult<AwsAddress>> AllocateAddressAsync(
        IReadOnlyDictionary<string, string> tags, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query("AllocateAddress").Add("Domain", "vpc").AddTagSpecification(1, "elastic-ip", tags),
            NetworkReader.Address,
            precondition,
            cancellationToken);

    private Task<WriteResult<string>> ChangeRulesAsync(
        string verb,
        string groupId,
        bool isEgress,
        IReadOnlyList<AwsRule> rules,
        Func<bool>? precondition,
        CancellationToken cancellationToken)
    {
        QueryWriter query = requests.Query($"{verb}SecurityGroup{(isEgress ? "Egress" : "Ingress")}").Add("GroupId", groupId);
        for (int i = 0; i < rules.Count; i++)
        {
            AddRule(query, string.Create(CultureInfo.InvariantCulture, $"IpPermissions.{i + 1}"), rules[i]);
        }

        return requests.WriteAsync(query, precondition, cancellationToken, isIdempotent: false);
    }

    private static void AddRule(QueryWriter query, string name, AwsRule rule)
    {
        query.Add(name + ".IpProtocol", rule.Protocol).Add(name + ".FromPort", rule.FromPort).Add(name + ".ToPort", rule.ToPort);
        (string list, string member) = rule.PeerKind switch
        {
            AwsPeerKind.Ipv4 => ("IpRanges", "CidrIp"),
            AwsPeerKind.Ipv6 => ("Ipv6Ranges", "CidrIpv6"),
            AwsPeerKind.Group => ("Groups", "GroupId"),
            _ => ("PrefixListIds", "PrefixListId"),
        };
        query.Add($"{name}.{list}.1.{member}", rule.Peer).Add($"{name}.{list}.1.Description", rule.Description);
    }
}
