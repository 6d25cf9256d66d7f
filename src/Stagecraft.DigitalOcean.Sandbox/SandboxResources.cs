using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>The resources of a sandbox that are not droplets: their actual state, including those that lists do not show yet.</summary>
public sealed class SandboxResources
{
    private readonly SandboxApi _api;
    private readonly Account _account;

    internal SandboxResources(SandboxApi api, Account account) => (_api, _account) = (api, account);

    /// <summary>Every firewall, oldest first.</summary>
    public IReadOnlyList<SandboxFirewall> Firewalls => _api.Read(IReadOnlyList<SandboxFirewall> (now) =>
        _account.Firewalls.All(now).ConvertAll(firewall => new SandboxFirewall
        {
            Id = ResourceId.Format(ResourceKind.Firewall, firewall.Id),
            Name = firewall.Spec.Name,
            DropletIds = firewall.Spec.DropletIds,
            Tags = firewall.Spec.Tags,
            Rules = firewall.Spec.Rules.ToText(),
        }));

    /// <summary>Every volume, oldest first.</summary>
    public IReadOnlyList<SandboxVolume> Volumes => _api.Read(IReadOnlyList<SandboxVolume> (now) =>
        _account.Volumes.All(now).ConvertAll(volume => new SandboxVolume
        {
            Id = ResourceId.Format(ResourceKind.Volume, volume.Id),
            Name = volume.Spec.Name,
            Region = volume.Spec.Region,
            SizeGigabytes = volume.Spec.Size,
            DropletId = volume.DropletId,
            Tags = volume.Spec.Tags,
        }));

    /// <summary>Every reserved IP, oldest first.</summary>
    public IReadOnlyList<SandboxReservedIp> ReservedIps => _api.Read(IReadOnlyList<SandboxReservedIp> (now) =>
        _account.ReservedIps.All(now).ConvertAll(ip => new SandboxReservedIp
        {
            Ip = ip.Text,
            Region = ip.Region,
            DropletId = ip.DropletId,
        }));

    /// <summary>Every load balancer, oldest first.</summary>
    public IReadOnlyList<SandboxLoadBalancer> LoadBalancers => _api.Read(IReadOnlyList<SandboxLoadBalancer> (now) =>
        _account.LoadBalancers.All(now).ConvertAll(balancer => new SandboxLoadBalancer
        {
            Id = ResourceId.Format(ResourceKind.LoadBalancer, balancer.Id),
            Name = balancer.Spec.Name,
            Region = balancer.Spec.Region,
            Tag = balancer.Spec.Tag,
            DropletIds = balancer.DropletIds,
            Ip = balancer.ActiveAt <= now ? balancer.Ipv4 : null,
        }));

    /// <summary>
    /// Deletes a firewall, a volume, a reserved IP or a load balancer immediately, even if the API would reject it: an out-of-band change.
    /// </summary>
    /// <param name="id">The ID, or the address of a reserved IP.</param>
    /// <exception cref="KeyNotFoundException">There is no such resource.</exception>
    public void Delete(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!_api.Write(now => _account.DeleteResource(id, now)))
        {
            throw new KeyNotFoundException($"There is no resource {id}.");
        }
    }
}
