namespace Stagecraft.DigitalOcean.Api;

/// <summary>The scopes of a token (spec 8.2): the table of the README, of the specification and of the diagnosis.</summary>
internal static class TokenScopes
{
    /// <summary>Every scope in use, with the actions that require it.</summary>
    public static IReadOnlyList<(string Scope, string Use)> All { get; } =
    [
        ("droplet:read", "every command"),
        ("tag:read", "every command"),
        ("ssh_key:read", "`plan`, `up`, `init`"),
        ("image:read", "`plan`, `up`"),
        ("regions:read", "`plan`, `up`, `init`"),
        ("sizes:read", "`plan`, `up`, `init`"),
        ("droplet:create", "creating droplets"),
        ("tag:create", "creating droplets, updating tags and protection, `adopt`, `rename`"),
        ("droplet:delete", "deleting droplets"),
        ("droplet:update", "updating tags, protection and backups, `adopt`, `forget`, `rename`, `unprotect`, `--snapshot`"),
        ("image:create", "`--snapshot`"),
        ("tag:delete", "`forget`, `rename`, `unprotect`"),
        ("vpc:read", "hosts with `vpc_uuid`, `vpc`"),
        ("block_storage:read", "`plan`, `up`, `down`: volumes"),
        ("block_storage:create", "creating volumes"),
        ("block_storage_action:create", "attaching, detaching and growing volumes"),
        ("block_storage:delete", "deleting volumes"),
        ("reserved_ip:read", "hosts with `reserved_ip`, droplets with a reserved IP, `reserve`"),
        ("reserved_ip:update", "assigning reserved IPs"),
        ("reserved_ip:create", "`reserve`"),
        ("firewall:read", "`plan`, `up`, `down`: firewalls"),
        ("firewall:create", "creating firewalls"),
        ("firewall:update", "updating firewalls"),
        ("firewall:delete", "deleting firewalls"),
        ("load_balancer:read", "`plan`, `up`, `down`: load balancers"),
        ("load_balancer:create", "creating load balancers"),
        ("load_balancer:update", "updating load balancers"),
        ("load_balancer:delete", "deleting load balancers"),
        ("certificate:read", "load balancers with `certificate`"),
        ("monitoring:read", "alerts, `down`"),
        ("monitoring:create", "creating alerts"),
        ("monitoring:update", "updating alerts"),
        ("monitoring:delete", "deleting alerts"),
        ("project:read", "`do_project`"),
        ("project:assign_resource", "assigning resources to `do_project`; `project:update` includes it"),
        ("actions:read", "optional: without it, a run waits for the settle window before its first create"),
        ("account:read", "optional: without it, the limits of droplets and volumes are not checked before creates"),
    ];

    /// <summary>The scopes that cannot be checked without a change.</summary>
    public static IEnumerable<string> Writing => All.Select(s => s.Scope).Where(s => !s.EndsWith(":read", StringComparison.Ordinal));
}
