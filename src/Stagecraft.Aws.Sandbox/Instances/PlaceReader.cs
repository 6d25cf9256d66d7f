using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>Reads the subnet, the zone and the security groups of RunInstances.</summary>
internal static class PlaceReader
{
    /// <summary>The primary network interface of the request; the parameters of the instance if it has none.</summary>
    public static Parameters NetworkOf(Parameters parameters) =>
        parameters.Structures("NetworkInterface") is [Parameters first, ..] ? first : parameters;

    /// <summary>The zone that the request names, in the placement or by its subnet; null if it names none.</summary>
    public static string? NamedZone(ApiCall call)
    {
        string? zone = call.Parameters.Below("Placement").Text("AvailabilityZone");
        string? subnet = NetworkOf(call.Parameters).Text("SubnetId");
        return zone ?? (subnet is null ? null : call.Region.Subnets.Find(other => other.Id == subnet)?.Zone ?? subnet);
    }

    /// <summary>The subnets to try, in order.</summary>
    public static IReadOnlyList<Subnet> Subnets(ApiCall call)
    {
        CheckCombination(call.Parameters);
        string? zone = call.Parameters.Below("Placement").Text("AvailabilityZone");
        if (zone is not null && !Catalog.ZonesOf(call.Region.Name).Contains(zone))
        {
            throw AwsError.BadRequest("InvalidParameterValue", $"Invalid availability zone: [{zone}]");
        }

        if (NetworkOf(call.Parameters).Text("SubnetId") is { } id)
        {
            Subnet subnet = call.Region.Subnets.Find(other => other.Id == id)
                ?? throw AwsError.NotFound("InvalidSubnetID.NotFound", "subnet ID", id);
            return zone is null || zone == subnet.Zone ? [subnet] : throw AwsError.BadRequest(
                "InvalidParameterValue", $"The availability zone '{zone}' does not match the zone of the subnet '{id}'");
        }

        if (!call.Region.Vpcs.Exists(vpc => vpc.IsDefault))
        {
            throw AwsError.BadRequest(
                "VPCIdNotSpecified", "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.");
        }

        List<Subnet> defaults = call.Region.Subnets.FindAll(subnet => subnet.IsDefault && (zone is null || subnet.Zone == zone));
        return defaults.Count > 0 ? defaults : throw AwsError.BadRequest(
            "MissingInput", $"No default subnet for availability zone: '{zone ?? "any"}'.");
    }

    /// <summary>The IDs of the groups that the request names; the default group of the VPC if it names none.</summary>
    public static IReadOnlyList<string> Groups(ApiCall call, string vpc)
    {
        Parameters network = NetworkOf(call.Parameters);
        List<string> ids = [];
        foreach (string id in network.List("SecurityGroupId"))
        {
            SecurityGroup group = call.Region.SecurityGroups.Find(other => other.Id == id)
                ?? throw AwsError.NotFound("InvalidGroup.NotFound", "security group", id);
            ids.Add(group.VpcId == vpc ? id : throw AwsError.BadRequest(
                "InvalidParameter", $"Security group {id} and the subnet belong to different networks."));
        }

        foreach (string name in call.Parameters.List("SecurityGroup"))
        {
            SecurityGroup group = call.Region.SecurityGroups.Find(other => other.Name == name && other.VpcId == vpc)
                ?? throw AwsError.BadRequest("InvalidGroup.NotFound", $"The security group '{name}' does not exist in VPC '{vpc}'");
            ids.Add(group.Id);
        }

        return ids.Count > 0 ? [.. ids.Distinct(StringComparer.Ordinal)]
            : [.. call.Region.SecurityGroups.Where(group => group.VpcId == vpc && group.Name == "default").Select(group => group.Id)];
    }

    private static void CheckCombination(Parameters parameters)
    {
        if (parameters.Has("NetworkInterface"))
        {
            if (parameters.Has("SubnetId") || parameters.Has("SecurityGroupId") || parameters.Has("SecurityGroup"))
            {
                throw AwsError.InvalidCombination(
                    "Network interfaces and an instance-level subnet ID or security groups may not be specified on the same request");
            }

            if (parameters.Structures("NetworkInterface").Count > 1 || NetworkOf(parameters).Int("DeviceIndex") is not 0)
            {
                throw AwsError.BadRequest(
                    "InvalidParameterValue", "The sandbox emulates one network interface, with the device index 0.");
            }
        }

        if (parameters.Has("SecurityGroup") && parameters.Text("SubnetId") is not null)
        {
            throw AwsError.InvalidCombination("The parameter groupName cannot be used with the parameter subnet");
        }
    }
}
