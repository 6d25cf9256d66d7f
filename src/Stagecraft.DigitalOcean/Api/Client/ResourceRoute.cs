namespace Stagecraft.DigitalOcean.Api.Client;

/// <summary>A list of resources other than droplets.</summary>
/// <param name="Path">For example <c>/v2/firewalls</c>.</param>
/// <param name="Items">The member of the response with the list.</param>
/// <param name="IdKey">The member of an item with its id, which is text.</param>
/// <param name="Scope">The scope that reading it requires.</param>
internal sealed record ResourceRoute(string Path, string Items, string IdKey, string Scope)
{
    /// <summary>Whether the list is an object with a member per item, whose name is the id. Default: false, an array.</summary>
    public bool IsMap { get; init; }

    /// <summary>Whether ids are numbers. Default: false, they are text.</summary>
    public bool HasNumericIds { get; init; }

    public static ResourceRoute BackupPolicies { get; } =
        new("/v2/droplets/backups/policies", "policies", "droplet_id", "droplet:read") { IsMap = true };

    public static ResourceRoute Vpcs { get; } = new("/v2/vpcs", "vpcs", "id", "vpc:read");

    public static ResourceRoute ReservedIps { get; } = new("/v2/reserved_ips", "reserved_ips", "ip", "reserved_ip:read");

    public static ResourceRoute Volumes { get; } = new("/v2/volumes", "volumes", "id", "block_storage:read");

    public static ResourceRoute Certificates { get; } = new("/v2/certificates", "certificates", "id", "certificate:read");

    public static ResourceRoute Firewalls { get; } = new("/v2/firewalls", "firewalls", "id", "firewall:read");

    public static ResourceRoute LoadBalancers { get; } = new("/v2/load_balancers", "load_balancers", "id", "load_balancer:read");

    public static ResourceRoute Alerts { get; } = new("/v2/monitoring/alerts", "policies", "uuid", "monitoring:read");

    /// <summary>The snapshots of a droplet. They are listed when they are complete.</summary>
    public static ResourceRoute SnapshotsOf(ResourceId droplet) =>
        new($"/v2/droplets/{droplet}/snapshots", "snapshots", "id", "droplet:read") { HasNumericIds = true };

    public static ResourceRoute Projects { get; } = new("/v2/projects", "projects", "id", "project:read");
}
