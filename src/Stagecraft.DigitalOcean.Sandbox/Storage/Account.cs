using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The stores of the account.</summary>
internal sealed class Account
{
    public Account(Database database)
    {
        SshKeys = new SshKeyStore(database);
        Tags = new TagStore(database);
        Actions = new ActionStore(database);
        Vpcs = new VpcStore(database);
        Volumes = new VolumeStore(database, Tags, Actions);
        ReservedIps = new ReservedIpStore(database, Actions);
        Droplets = new DropletStore(database, Tags, Actions, Vpcs, Volumes, ReservedIps);
        DropletLists = new DropletLists(database);
        Firewalls = new FirewallStore(database);
        Certificates = new CertificateStore(database);
        Projects = new ProjectStore(database);
        LoadBalancers = new LoadBalancerStore(database, Projects);
        AlertPolicies = new AlertPolicyStore(database);
        Snapshots = new SnapshotStore(database, Tags);
        Destroys = new DestroyStore(database);
    }

    public SshKeyStore SshKeys { get; }

    public TagStore Tags { get; }

    public ActionStore Actions { get; }

    public VpcStore Vpcs { get; }

    public VolumeStore Volumes { get; }

    public ReservedIpStore ReservedIps { get; }

    public DropletStore Droplets { get; }

    public DropletLists DropletLists { get; }

    public FirewallStore Firewalls { get; }

    public CertificateStore Certificates { get; }

    public ProjectStore Projects { get; }

    public LoadBalancerStore LoadBalancers { get; }

    public AlertPolicyStore AlertPolicies { get; }

    public SnapshotStore Snapshots { get; }

    public DestroyStore Destroys { get; }

    /// <summary>Adds the SSH keys and certificates of the options, the default VPCs and the default project, unless they exist.</summary>
    public void EnsureDefaults(SandboxOptions options)
    {
        SshKeys.Ensure(options.SshKeys);
        Certificates.Ensure(options.Certificates);
        Vpcs.EnsureDefaults();
        Projects.EnsureDefault();
        Projects.Ensure(options.Projects);
    }

    /// <summary>The actual state of every droplet from an ID on.</summary>
    public List<SandboxDroplet> ActualDroplets(DateTimeOffset now, long firstId = 0) =>
        Droplets.ReadActual(firstId, now).ConvertAll(entry => ToPublic(entry.Droplet, entry.UserData, entry.SshKeyIds, now));

    /// <summary>Deletes a resource that is not a droplet, by UUID or address; false if there is none.</summary>
    public bool DeleteResource(string id, DateTimeOffset now)
    {
        if (ResourceId.Parse(ResourceKind.Firewall, id) is { } firewall && Firewalls.All(now).Exists(item => item.Id == firewall))
        {
            Firewalls.Delete(firewall);
        }
        else if (ResourceId.Parse(ResourceKind.Volume, id) is { } volume && Volumes.All(now).Exists(item => item.Id == volume))
        {
            Volumes.Delete(volume);
        }
        else if (ResourceId.Parse(ResourceKind.LoadBalancer, id) is { } balancer
            && LoadBalancers.All(now).Exists(item => item.Id == balancer))
        {
            LoadBalancers.Delete(balancer);
        }
        else if (ReservedIps.All(now).Find(item => item.Text == id) is { } ip)
        {
            ReservedIps.Delete(ip);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static SandboxDroplet ToPublic(Droplet droplet, string? userData, IReadOnlyList<long> sshKeyIds, DateTimeOffset now)
    {
        DropletAddresses? addresses = droplet.AddressesAt(now);
        return new SandboxDroplet
        {
            Id = droplet.Id,
            Name = droplet.Name,
            Status = droplet.StatusAt(now),
            IsLocked = droplet.IsLockedAt(now),
            IsDeleting = droplet.IsDeleting,
            Tags = droplet.Tags,
            HasBackups = droplet.Backups is not null,
            Region = droplet.Region,
            VpcUuid = droplet.Vpc,
            Size = droplet.Size,
            Disk = droplet.Disk,
            Image = droplet.Image,
            CreatedAt = droplet.CreatedAt,
            PublicIpv4 = addresses?.PublicV4,
            PrivateIpv4 = addresses?.PrivateV4,
            PublicIpv6 = addresses?.V6,
            ReservedIpv4 = droplet.ReservedIp,
            VolumeIds = [.. droplet.VolumeIds.Select(number => ResourceId.Format(ResourceKind.Volume, number))],
            UserData = userData,
            SshKeyIds = sshKeyIds,
        };
    }
}
