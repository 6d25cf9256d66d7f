namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The projects, and the resources that can be assigned to them. They require the tables of those resources.</summary>
internal static class ProjectTables
{
    public const string Tables = """
        CREATE TABLE projects (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            description TEXT NOT NULL,
            purpose TEXT NOT NULL,
            environment TEXT NOT NULL,
            is_default INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            listed_at INTEGER NOT NULL,
            readable_at INTEGER NOT NULL);
        CREATE TABLE project_resources (
            urn TEXT PRIMARY KEY,
            project_id INTEGER NOT NULL,
            assigned_at INTEGER NOT NULL) WITHOUT ROWID;

        CREATE VIEW resources AS
        SELECT 'do:droplet:' || id AS urn, 'droplets/' || id AS path, created_at, listed_at, gone_at FROM droplets
        UNION ALL SELECT 'do:volume:' || uuid, 'volumes/' || uuid, created_at, listed_at, NULL
            FROM (SELECT printf('5a4d0b0c-0002-4000-a000-%012x', id) AS uuid, created_at, listed_at FROM volumes)
        UNION ALL SELECT 'do:loadbalancer:' || uuid, 'load_balancers/' || uuid, created_at, listed_at, NULL
            FROM (SELECT printf('5a4d0b0c-0003-4000-a000-%012x', id) AS uuid, created_at, listed_at FROM load_balancers)
        UNION ALL SELECT 'do:floatingip:' || ip, 'reserved_ips/' || ip, created_at, listed_at, NULL
            FROM (SELECT printf('%d.%d.%d.%d', address >> 24, (address >> 16) & 255, (address >> 8) & 255, address & 255) AS ip,
                created_at, listed_at FROM reserved_ips);

        -- Addresses are reused, IDs are not.
        CREATE TRIGGER project_without_ip AFTER DELETE ON reserved_ips BEGIN
            DELETE FROM project_resources WHERE urn = printf('do:floatingip:%d.%d.%d.%d',
                old.address >> 24, (old.address >> 16) & 255, (old.address >> 8) & 255, old.address & 255);
        END;
        """;

    /// <summary>Selects the project of the load balancer <c>r</c>.</summary>
    public const string OfLoadBalancer = $"{Assigned} printf('do:loadbalancer:5a4d0b0c-0003-4000-a000-%012x', r.id)), {Default}";

    /// <summary>Selects the project of the reserved IP <c>r</c>.</summary>
    public const string OfReservedIp = $"""
        {Assigned} printf('do:floatingip:%d.%d.%d.%d',
            r.address >> 24, (r.address >> 16) & 255, (r.address >> 8) & 255, r.address & 255)), {Default}
        """;

    private const string Assigned = "coalesce((SELECT project_id FROM project_resources WHERE urn =";

    private const string Default = "(SELECT id FROM projects WHERE is_default = 1))";
}
