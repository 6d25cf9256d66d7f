using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Resources;

/// <summary>Finds firewalls that security groups cannot be: a group belongs to one VPC, and a rule can name only groups of its
/// VPC.</summary>
internal sealed class SecurityGroupChecks(ResourceOwner owner, Networks networks)
{
    public IEnumerable<Problem> Of(SecurityGroupSettings declared, ResourceList list, ResourceContext context)
    {
        string noun = $"firewall '{declared.Name}'";
        if (declared.Subnets.FirstOrDefault(s => VpcOf(declared, s.Subnet) is { } vpc && vpc != VpcOf(declared)) is { Host: { } other })
        {
            yield return Problem(
                declared,
                $"{noun} applies to hosts '{declared.Subnets[0].Host}' and '{other}', which are in different VPCs of {declared.Region}",
                "declare a firewall for the hosts of each VPC, with different roles");
        }

        if (context.Resources.TryGetValue((ResourceKind.Firewall, declared.Name), out ResourceId id)
            && list.Resources.FirstOrDefault(r => r.Id == id) is SecurityGroup { Group.VpcId: { } actual }
            && VpcOf(declared) is { } wanted && wanted != actual)
        {
            yield return Problem(
                declared,
                $"{noun} is security group {id} in {actual}, but its hosts are in {wanted}: a group cannot be moved",
                "rename the firewall, so that the hosts get a new group, or move the hosts back");
        }

        foreach (string role in declared.Roles.Keys.Order(StringComparer.Ordinal))
        {
            if (owner.Hosts.FirstOrDefault(h => h.Role == role && !IsReachable(declared, h)) is { } host)
            {
                yield return Problem(
                    declared,
                    $"{noun} names the role '{role}', but host '{host.Name}' is not in the VPC of its hosts in {declared.Region}",
                    "a rule can name only hosts of its VPC: write addresses instead of the role");
            }
        }
    }

    private bool IsReachable(SecurityGroupSettings declared, Ec2Host host) =>
        host.Region == declared.Region && networks.VpcOf(host.Region, host.Subnet?.Value) == VpcOf(declared);

    private string? VpcOf(SecurityGroupSettings declared) => VpcOf(declared, declared.Subnets[0].Subnet);

    private string? VpcOf(SecurityGroupSettings declared, string? subnet) => networks.VpcOf(declared.Region, subnet);

    private static Problem Problem(SecurityGroupSettings declared, string message, string hint) =>
        new(ErrorCodes.ConfigInvalid, message, hint, declared.Location, declared.Path);
}
