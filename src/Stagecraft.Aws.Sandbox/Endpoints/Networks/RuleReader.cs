using System.Net;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary>Reads the rules of a request: <c>IpPermissions</c>, or the flat parameters of one rule.</summary>
internal static class RuleReader
{
    private const int MaxPort = 65535;

    private static readonly string[] Names = ["tcp", "udp", "icmp", "icmpv6", "-1"];

    public static IReadOnlyList<SecurityGroupRule> Read(ApiCall call, bool isEgress)
    {
        List<SecurityGroupRule> rules = [];
        if (call.Parameters.Has("IpPermissions"))
        {
            foreach (Parameters permission in call.Parameters.Structures("IpPermissions"))
            {
                SecurityGroupRule traffic = Traffic(permission, isEgress);
                int before = rules.Count;
                rules.AddRange(Peers(call, permission, traffic));
                if (rules.Count == before)
                {
                    throw AwsError.MissingParameter("IpPermissions.IpRanges");
                }
            }
        }
        else
        {
            rules.Add(Flat(call, Traffic(call.Parameters, isEgress)));
        }

        return rules;
    }

    /// <summary>A rule of the parameters of <c>ModifySecurityGroupRules</c>.</summary>
    public static SecurityGroupRule Single(ApiCall call, Parameters part, bool isEgress)
    {
        SecurityGroupRule rule = Traffic(part, isEgress) with { Description = part.Text("Description") };
        return part.Text("CidrIpv4") is { } v4 ? rule with { Ipv4 = Range(v4) }
            : part.Text("CidrIpv6") is { } v6 ? rule with { Ipv6 = Range(v6) }
            : rule with { GroupId = Groups.Require(call, part.Required("ReferencedGroupId")).Id };
    }

    private static IEnumerable<SecurityGroupRule> Peers(ApiCall call, Parameters permission, SecurityGroupRule traffic)
    {
        foreach (Parameters range in permission.Structures("IpRanges"))
        {
            yield return traffic with { Ipv4 = Range(range.Required("CidrIp")), Description = range.Text("Description") };
        }

        foreach (Parameters range in permission.Structures("Ipv6Ranges"))
        {
            yield return traffic with { Ipv6 = Range(range.Required("CidrIpv6")), Description = range.Text("Description") };
        }

        foreach (Parameters pair in permission.Structures("Groups"))
        {
            string id = pair.Text("GroupId") is { } known ? Groups.Require(call, known).Id : ByName(call, pair.Required("GroupName"));
            yield return traffic with { GroupId = id, Description = pair.Text("Description") };
        }
    }

    private static SecurityGroupRule Flat(ApiCall call, SecurityGroupRule traffic) =>
        call.Parameters.Text("SourceSecurityGroupName") is { } name
            ? traffic with { GroupId = ByName(call, name) }
            : traffic with { Ipv4 = Range(call.Parameters.Required("CidrIp")) };

    private static string ByName(ApiCall call, string name) =>
        call.Region.SecurityGroups.Find(group => group.Name == name)?.Id
        ?? throw AwsError.NotFound("InvalidGroup.NotFound", "security group", name);

    private static SecurityGroupRule Traffic(Parameters part, bool isEgress)
    {
        string protocol = part.Required("IpProtocol").ToLowerInvariant() switch
        {
            "6" => "tcp",
            "17" => "udp",
            "1" => "icmp",
            "58" => "icmpv6",
            "all" => "-1",
            string other => other,
        };
        if (!Names.Contains(protocol, StringComparer.Ordinal) && !byte.TryParse(protocol, CultureInfo.InvariantCulture, out _))
        {
            throw AwsError.BadRequest("InvalidParameterValue", $"Invalid value '{protocol}' for IP protocol. Unknown protocol.");
        }

        SecurityGroupRule rule = new SecurityGroupRule { IsEgress = isEgress, Protocol = protocol };
        return protocol is "tcp" or "udp" ? WithPorts(rule, part.RequiredInt("FromPort"), part.RequiredInt("ToPort"))
            : protocol is "icmp" or "icmpv6" ? rule with { FromPort = part.Int("FromPort") ?? -1, ToPort = part.Int("ToPort") ?? -1 }
            : rule;
    }

    private static SecurityGroupRule WithPorts(SecurityGroupRule rule, int from, int to) =>
        from >= 0 && to <= MaxPort && from <= to
            ? rule with { FromPort = from, ToPort = to }
            : throw AwsError.BadRequest(
                "InvalidParameterValue",
                $"Invalid value for portRange. {rule.Protocol.ToUpperInvariant()} ports {from} to {to} are not valid.");

    /// <summary>The network of a range, with the host bits cleared.</summary>
    private static string Range(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out IPAddress? address)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int prefix)
            || prefix > address.GetAddressBytes().Length * 8)
        {
            throw AwsError.BadRequest("InvalidParameterValue", $"CIDR block {text} is malformed");
        }

        byte[] bytes = address.GetAddressBytes();
        for (int i = 0; i < bytes.Length; i++)
        {
            int bits = Math.Clamp(prefix - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - bits));
        }

        return $"{new IPAddress(bytes)}/{prefix}";
    }
}
